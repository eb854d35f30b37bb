import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/server/store/database.ts'
import { MANAGER, signToken, startTestApi } from './support/api.ts'
import { createPerson, nextOf } from './support/people.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timejot-migration-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A database as the first `count` migrations leave it. */
async function openOlder(count: number): Promise<PGlite> {
  const migrationsFolder = join(folder, 'migrations')
  await cp('src/server/store/migrations', migrationsFolder, { recursive: true })
  const path = join(migrationsFolder, 'meta', '_journal.json')
  const journal = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }))
  const client = await PGlite.create(join(folder, 'database'))
  await migrate(drizzle({ client }), { migrationsFolder })
  return client
}

test('what was changed at one time before there were change clocks is read on without a gap', async () => {
  const older = await openOlder(1)
  const ids = ['01', '02', '03'].map((end) => `0190a4a0-0000-7000-8000-0000000000${end}`)
  for (const id of ids) {
    await older.query(
      `insert into entries (id, user_id, date, minutes, tags, note, billable, status, version, created_at, updated_at)
       values ($1, 'person-1@exampleco.com', '2026-11-20', 60, '[]', '', true, 'submitted', 1, $2, $2)`,
      [id, '2026-11-20T18:00:00Z'],
    )
  }
  await older.close()

  const api = await startTestApi({ database: await openDatabase({ folder: join(folder, 'database') }) })
  const person = createPerson(api)
  const first = await person.list('?limit=2')
  const second = await person.list(nextOf(first) ?? '')
  expect([...first.body, ...second.body].map(({ id }) => id)).toEqual(ids)
  expect(second.headers.get('updated-until')).toBe('2026-11-20T18:00:00.000Z')
  await api.close()
})

test('what waited before there were submissions still waits, and its week can be recalled', async () => {
  const older = await openOlder(2)
  await older.query(
    `insert into entries (id, user_id, date, minutes, tags, note, billable, status, version, created_at, updated_at, submitted_at)
     values ('0190a4a0-0000-7000-8000-000000000001', 'early@exampleco.com', '2026-11-20', 60, '[]', '', true, 'submitted', 1, $1, $1, $1)`,
    ['2026-11-20T18:00:00Z'],
  )
  await older.close()

  const api = await startTestApi({ database: await openDatabase({ folder: join(folder, 'database') }) })
  const waiting = await api.send(MANAGER, 'GET', '/approvals')
  expect(waiting.body.map(({ user_id, status }) => [user_id, status])).toEqual([
    ['early@exampleco.com', 'submitted'],
  ])
  const owner = { claims: { scope: 'create:timesheets' } }
  const token = `Bearer ${await signToken('early@exampleco.com', owner)}`
  const recalled = await api.sendWith(token, 'DELETE', '/weeks/2026-W47/submission')
  expect(recalled.body).toMatchObject({ status: 'open', minutes: 60 })
  await api.close()
})
