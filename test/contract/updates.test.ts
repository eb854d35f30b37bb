import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/server/store/database.ts'
import { insertEntry, listEntries } from '../../src/server/store/entries.ts'
import { NOW, newId, startTestApi, type TestApi } from './support/api.ts'
import { createPerson, nextOf, type Person } from './support/people.ts'
import { findPostgres, type PostgresServer, startPostgres } from './support/postgres.ts'

const found = findPostgres()
const DAY_MS = 24 * 60 * 60 * 1000

describe.each([
  ['the embedded database', null],
  ['a PostgreSQL server', 'programs' in found ? found.programs : ''],
])('on %s', (_name, programs) => {
  describe.skipIf(programs === '')('a list is read on', () => {
    let server: PostgresServer | undefined
    let database: Database
    let api: TestApi
    let now: Date
    let person: Person
    /** Transactions begun, those that the database had run anew included. */
    let attempts = 0

    beforeAll(async () => {
      server = programs ? await startPostgres(programs) : undefined
      database = await openDatabase({ url: server?.url })
      const counted: Database = {
        ...database,
        transact: (work) =>
          database.transact((queries) => {
            attempts += 1
            return work(queries)
          }),
      }
      api = await startTestApi({ database: counted, now: () => now })
    })
    beforeEach(() => {
      now = NOW
      person = createPerson(api)
    })
    afterAll(async () => {
      expect(api.errors).toEqual([])
      await api.close()
      await server?.stop()
    })

    const idsOf = async (query: string) => (await person.list(query)).body.map(({ id }) => id)

    test('each change is stamped later than the one before, on a clock that stands still or goes back', async () => {
      const { body: first } = await person.book()
      const { body: second } = await person.book()
      now = new Date('2026-11-21T11:00:00Z')
      const { body: changed } = await person.change(first.id, { note: 'x' })
      now = new Date('2026-11-21T13:00:00Z')
      const { body: decided } = await person.decide(second.id)
      expect([first, second, changed, decided].map(({ updated_at }) => updated_at)).toEqual([
        '2026-11-21T12:00:00.000Z',
        '2026-11-21T12:00:00.001Z',
        '2026-11-21T12:00:00.002Z',
        '2026-11-21T13:00:00.000Z',
      ])
    })

    test('since a time: what changed later, deletions as tombstones, oldest change first', async () => {
      const [kept, gone, changed] = [await person.book(), await person.book(), await person.book()]
      await person.remove(gone.body.id)
      const { body: after } = await person.change(changed.body.id, { note: 'x' })
      const all = await person.list()
      expect(all.body).toEqual([kept.body, after])
      expect(all.headers.get('link')).toBeNull()
      expect(all.headers.get('updated-until')).toBe('2026-11-21T12:00:00.004Z')
      const since = await person.list('?updated_since=2026-11-21T12:00:00Z')
      expect(since.body).toEqual([
        { id: gone.body.id, deleted: true, version: 2, updated_at: '2026-11-21T12:00:00.003Z' },
        after,
      ])
      expect(since.headers.get('updated-until')).toBe('2026-11-21T12:00:00.004Z')
      expect((await person.list('?updated_since=2026-11-21T12:00:00.004Z')).body).toEqual([])
    })

    test('a deletion that is repeated is no change, and its id stays taken', async () => {
      const { body } = await person.book({ note: 'x' })
      expect((await person.remove(body.id)).status).toBe(204)
      const before = await person.list('?updated_since=2026-11-21T12:00:00Z')
      expect((await person.remove(body.id)).status).toBe(204)
      expect((await person.book({ id: body.id, note: 'x' })).body.code).toBe('id-taken')
      const after = await person.list('?updated_since=2026-11-21T12:00:00Z')
      expect(after.body).toEqual(before.body)
      expect(after.headers.get('updated-until')).toBe('2026-11-21T12:00:00.001Z')
    })

    test('page by page: each links to the next, which tells of what was deleted meanwhile', async () => {
      const ids = []
      for (let count = 0; count < 5; count += 1) ids.push((await person.book()).body.id)
      const first = await person.list('?limit=2')
      expect(first.body.map(({ id }) => id)).toEqual(ids.slice(0, 2))
      expect(first.headers.get('updated-until')).toBeNull()
      const cursor = `cursor=${NOW.getTime() + 1}_${ids[1]}`
      expect(first.headers.get('link')).toBe(
        `<?updated_since=2026-11-21T12%3A00%3A00.004Z&limit=2&${cursor}>; rel="next"`,
      )
      await person.remove(ids[0] ?? '')
      await person.remove(ids[3] ?? '')
      const second = await person.list(nextOf(first) ?? '')
      expect(second.body.map(({ id }) => id)).toEqual([ids[2], ids[4]])
      const third = await person.list(nextOf(second) ?? '')
      expect(third.body).toMatchObject([
        { id: ids[0], deleted: true },
        { id: ids[3], deleted: true },
      ])
      expect([third.headers.get('link'), third.headers.get('updated-until')]).toEqual([
        null,
        '2026-11-21T12:00:00.006Z',
      ])
    })

    test('between two days: page by page too, without tombstones and without a time to continue from', async () => {
      const dates = ['2026-11-18', '2026-11-19', '2026-11-19', '2026-11-20']
      const ids = []
      for (const date of dates) ids.push((await person.book({ date })).body.id)
      const first = await person.list('?from=2026-11-19&limit=2')
      expect(first.body.map(({ id }) => id)).toEqual(ids.slice(1, 3))
      expect(nextOf(first)).toMatch(/^\?from=2026-11-19&limit=2&cursor=\d+_[\da-f-]{36}$/)
      await person.remove(ids[1] ?? '')
      const second = await person.list(nextOf(first) ?? '')
      expect(second.body.map(({ id }) => id)).toEqual([ids[3]])
      expect([second.headers.get('link'), second.headers.get('updated-until')]).toEqual([null, null])
    })

    test('nothing yet has no time to continue from; others’ changes are theirs', async () => {
      await createPerson(api).book()
      for (const query of ['', '?updated_since=2020-01-01T00:00:00Z', '?limit=1']) {
        const answer = await person.list(query)
        expect([answer.status, answer.body, answer.headers.get('updated-until')]).toEqual([200, [], null])
      }
    })

    test('a time of a clock that is fast is answered with the time of the last change', async () => {
      const { body } = await person.book()
      const answer = await person.list('?updated_since=2026-11-21T18:00:00Z')
      expect([answer.body, answer.headers.get('updated-until')]).toEqual([[], body.updated_at])
    })

    const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    test.each([
      ['?updated_since=0000-01-01T00:00:00Z', 1],
      ['?updated_since=0001-01-01T00:00:00%2B23:59', 1],
      ['?updated_since=2026-11-21T13:00:00%2B02:00', 1],
      ['?updated_since=2026-11-21T11:59:59.9999Z', 1],
      ['?updated_since=9999-12-31T23:59:59-23:59', 0],
      [`?cursor=0_00000000-0000-0000-0000-000000000000`, 1],
      [`?cursor=99999999999999_${LAST}`, 0],
      ['?limit=1000', 1],
    ])('%s is served', async (query, rows) => {
      await person.book()
      const answer = await person.list(query)
      expect([answer.status, answer.body.length]).toEqual([200, rows])
    })

    test.each([
      ['?limit=0', '/limit'],
      ['?limit=-1', '/limit'],
      ['?limit=1.5', '/limit'],
      ['?limit=1001', '/limit'],
      ['?limit=', '/limit'],
      ['?limit=all', '/limit'],
      ['?cursor=', '/cursor'],
      ['?cursor=17', '/cursor'],
      [`?cursor=999999999999999_${LAST}`, '/cursor'],
      [`?cursor=-1_${LAST}`, '/cursor'],
      ['?cursor=0_------------------------------------', '/cursor'],
      [`?cursor=${'x'.repeat(101)}`, '/cursor'],
      ['?updated_since=yesterday', '/updated_since'],
      ['?updated_since=2026-11-21', '/updated_since'],
      ['?updated_since=2026-11-21T12:00:00', '/updated_since'],
      ['?updated_since=2026-02-30T12:00:00Z', '/updated_since'],
      ['?updated_since=2026-11-21T12:00:00Z&from=2026-11-01', '/updated_since'],
      ['?updated_since=2026-11-21T12:00:00Z&to=2026-11-30', '/updated_since'],
    ])('%s is 422 at %s', async (query, path) => {
      const answer = await person.list(query)
      const problem = [answer.status, answer.body.code, answer.body.faults?.map((fault) => fault.path)]
      expect(problem).toEqual([422, 'invalid-query', [path]])
    })

    test('a deletion is told for a year; who missed it is told to begin anew', async () => {
      const { body: gone } = await person.book()
      await person.remove(gone.id)
      const { body: later } = await person.book()
      const missed = '?updated_since=2026-11-21T12:00:00.000Z'
      now = new Date(NOW.getTime() + 365 * DAY_MS)
      expect(await idsOf(missed)).toEqual([gone.id, later.id])
      now = new Date(NOW.getTime() + 366 * DAY_MS)
      const refused = await person.list(missed)
      expect([refused.status, refused.body.code]).toEqual([410, 'updates-expired'])
      expect(await idsOf('')).toEqual([later.id])
      expect(await idsOf('?updated_since=2026-11-21T12:00:00.001Z')).toEqual([later.id])
    })

    test('two uploads for the same people in opposite orders do not hinder each other', async () => {
      const users = Array.from({ length: 8 }, () => createPerson(api).user)
      const upload = (day: number, order: readonly string[]) =>
        api.send('timesheets-cron', 'POST', '/timesheets/upload', {
          body: order.map((user_id) => ({ user_id, date: `2026-10-${day}`, minutes: 1 })),
        })
      attempts = 0
      const uploads = Array.from({ length: 10 }, (_, index) =>
        upload(10 + index, index % 2 === 0 ? users : users.toReversed()),
      )
      expect((await Promise.all(uploads)).map(({ status }) => status)).toEqual(Array(10).fill(201))
      expect(attempts).toBe(10)
    })

    // The embedded database has one connection: nothing can be committed late there.
    if (programs === null) return
    test('what is committed late is never passed by', async () => {
      const { body: first } = await person.book()
      const [row] = await listEntries(database.queries, person.user, {})
      if (!row) throw new Error('nothing was booked')
      const slow = { ...row, id: newId(), updatedAt: now }
      const [inserted, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const slowWrite = database.transact(async (queries) => {
        await insertEntry(queries, slow)
        inserted.resolve()
        await mayCommit.promise
      })
      await inserted.promise
      const quickWrite = person.book({ date: '2026-11-19' })
      await new Promise((resolve) => setTimeout(resolve, 200))
      const between = await person.list(`?updated_since=${first.updated_at}`)
      const seen = between.body.map(({ id }) => id)
      mayCommit.resolve()
      await slowWrite
      const quick = (await quickWrite).body
      const rest = await idsOf(`?updated_since=${between.headers.get('updated-until')}`)
      expect([...seen, ...rest]).toEqual([slow.id, quick.id])
    })
  })
})
