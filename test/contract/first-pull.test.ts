import 'fake-indexeddb/auto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApiClient, EntryPage } from '../../src/background/api/client.ts'
import { pullEntries } from '../../src/background/outbox/pull-entries.ts'
import { openDatabase } from '../../src/background/store/migrations.ts'
import type { EntryContent } from '../../src/domain/entry.ts'
import { AppError } from '../../src/domain/failure.ts'
import { tickChangeClock } from '../../src/server/store/change-clock.ts'
import { published } from '../support/published.ts'
import { EMPLOYEE, ISSUER, NOW, newId, startTestApi, type TestApi } from './support/api.ts'
import { openClient } from './support/client.ts'

const ACCOUNT = `${ISSUER}|${EMPLOYEE}`
const TODAY = '2026-11-21'

const CONTENT: EntryContent = {
  date: TODAY,
  start: null,
  minutes: 60,
  project: 'Website',
  projectId: 'acme-website',
  task: null,
  tags: [],
  note: '',
  billable: true,
}

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
  // Four a day, back from today; the newest was changed last.
  await api.database.queries.execute(sql`
    insert into entries (id, user_id, date, minutes, tags, note, billable, status, version, created_at, updated_at)
    select ('0190a4a0-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, ${EMPLOYEE}, ${TODAY}::date - n / 4, 60,
      '[]', '', true, 'approved', 2, at, at
    from generate_series(0, 9999) as n, lateral (select ${NOW.toISOString()}::timestamptz - n * interval '1 minute' as at)
  `)
  await api.database.transact((queries) => tickChangeClock(queries, EMPLOYEE, NOW))
})
afterAll(() => api.close())

test('ten thousand entries arrive in pages, over a worker that is stopped now and then; this week is shown', async () => {
  const database = await openDatabase('first-pull')
  const account = { key: ACCOUNT, name: 'Demo Employee', email: null, sub: EMPLOYEE, scopes: [] }
  await database.put('singletons', account, 'account')
  const client = await openClient(api, EMPLOYEE)
  const pages: EntryPage[] = []
  const interrupted: ApiClient = {
    ...client,
    listEntries: async (query) => {
      const page = await client.listEntries(query)
      pages.push(page)
      if (pages.length % 7 === 0) throw new AppError('offline')
      return page
    },
  }
  const pull = () =>
    pullEntries(ACCOUNT, { database, client: interrupted, now: () => NOW.getTime(), profile: null })
  for (const stop of ['offline', 'offline', 'offline', null]) {
    expect(
      await pull().then(
        () => null,
        (error: AppError) => error.code,
      ),
    ).toBe(stop)
  }
  expect(pages.map(({ rows }) => rows.length)).toEqual(Array(23).fill(500))
  expect(await database.count('entries')).toBe(10_000)

  const { snapshot } = await published({ database, nowMs: NOW.getTime() }, { today: () => TODAY })
  const shown = snapshot.entries
  expect(shown).toHaveLength(24)
  expect([shown.at(0)?.date, shown.at(-1)?.date]).toEqual(['2026-11-21', '2026-11-16'])

  pages.length = 0
  await client.createEntry(newId(), { ...CONTENT, note: 'today' }, 'key')
  await pull()
  expect(pages.map(({ rows }) => rows)).toMatchObject([[{ note: 'today' }]])
  expect(await database.count('entries')).toBe(10_001)
}, 60_000)
