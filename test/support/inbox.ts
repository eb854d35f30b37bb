import { expect, type Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { addDays, type LocalDate, weekOf } from '../../src/domain/local-date.ts'
import { uuidV7 } from '../../src/domain/uuid.ts'
import type { Database } from '../../src/server/store/database.ts'
import { entries, people } from '../../src/server/store/schema.ts'

interface Filling {
  readonly people: number
  /** Of each person, one hour apiece, on the working days of last week. */
  readonly entriesEach: number
  /** The first entry of so many people is on a Saturday. */
  readonly flagged: number
}

const INSERTED_AT_ONCE = 500

/** Nothing waits but these: entries of people who are nowhere else, straight into the database. */
export async function fillInbox({ queries }: Database, filling: Filling): Promise<readonly string[]> {
  await queries.execute(sql`update entries set status = 'draft' where status = 'submitted'`)
  const monday = addDays(weekOf(Temporal.Now.plainDateISO().toString())[0] ?? '', -7)
  const names = Array.from(
    { length: filling.people },
    (_, index) => `Person ${String(index + 1).padStart(3, '0')}`,
  )
  await queries.insert(people).values(names.map((name) => ({ userId: userIdOf(name), name })))
  const rows = names.flatMap((name, person) =>
    Array.from({ length: filling.entriesEach }, (_, index) => {
      const isFlagged = person < filling.flagged && index === 0
      return waitingEntry(userIdOf(name), addDays(monday, isFlagged ? 5 : index % 5), `item ${index}`)
    }),
  )
  for (let from = 0; from < rows.length; from += INSERTED_AT_ONCE)
    await queries.insert(entries).values(rows.slice(from, from + INSERTED_AT_ONCE))
  return rows.map(({ id }) => id)
}

function userIdOf(name: string): string {
  return `${name.toLowerCase().replace(' ', '-')}@exampleco.com`
}

function waitingEntry(userId: string, date: LocalDate, note: string): typeof entries.$inferInsert {
  const now = new Date()
  return {
    ...{ id: uuidV7(now.getTime(), crypto.getRandomValues(new Uint8Array(10))), userId, date, note },
    ...{ start: null, minutes: 60, project: 'Website', projectId: 'acme-website', task: null, tags: [] },
    ...{ billable: true, status: 'submitted', version: 1, createdAt: now, updatedAt: now },
    ...{ submittedAt: now, submittedVersion: 1 },
  }
}

/** By keyboard, in a popup of somebody who may approve. */
export async function openInbox(popup: Page): Promise<void> {
  await expect(popup.getByText('All sent')).toBeVisible()
  await popup.getByRole('button', { name: 'Approvals', exact: true }).press('Enter')
  await expect(popup.getByRole('treegrid')).toBeVisible()
}
