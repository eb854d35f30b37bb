import { sql } from 'drizzle-orm'
import type { DemoServers } from '../../src/demo/build-extension.ts'
import { addDays } from '../../src/domain/local-date.ts'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import type { Database } from '../../src/server/store/database.ts'
import { upload } from './full-fortnight.ts'

export const FULL_ENTRIES = 10_000
const ENTRIES_A_DAY = 10
const ENTRIES_AN_UPLOAD = 500
const PROJECTS = ['acme-website', 'orbit-support', 'northwind-erp', 'globex-app']

const [EMPLOYEE] = DEMO_ACCOUNTS

/** How the notes of all begin that a measurement itself adds. */
export const ADDED = 'Measured'

/** Nobody has any entry then. */
export async function emptyStore({ queries }: Database): Promise<void> {
  await queries.execute(sql`TRUNCATE entries, reviews CASCADE`)
}

/** As if the measurements had never been: no tombstones tell the device of what it had not before. */
export async function forgetAdded({ queries }: Database): Promise<void> {
  await queries.execute(sql`DELETE FROM entries WHERE note LIKE ${`${ADDED}%`}`)
}

/** The work of almost three years, ten entries on each day until today. */
export async function fillStore(servers: DemoServers): Promise<void> {
  const today = Temporal.Now.plainDateISO().toString()
  const entries = Array.from({ length: FULL_ENTRIES }, (_, index) => ({
    user_id: EMPLOYEE.sub,
    date: addDays(today, -Math.floor(index / ENTRIES_A_DAY)),
    minutes: 30,
    project_id: PROJECTS[index % PROJECTS.length],
    tags: index % 3 === 0 ? ['review'] : [],
    note: `Entry ${index + 1}, with a note as long as such notes are`,
  }))
  for (let from = 0; from < entries.length; from += ENTRIES_AN_UPLOAD)
    await upload(servers, entries.slice(from, from + ENTRIES_AN_UPLOAD))
}
