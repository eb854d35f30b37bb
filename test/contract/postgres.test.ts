import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedDemo } from '../../src/server/seed.ts'
import { openDatabase } from '../../src/server/store/database.ts'
import { lockDay } from '../../src/server/store/entries.ts'
import { CONTRACTOR, DIRECTOR, EMPLOYEE, MANAGER, newId, startTestApi, type TestApi } from './support/api.ts'
import { findPostgres, type PostgresServer, startPostgres } from './support/postgres.ts'

const found = findPostgres()
const programs = 'programs' in found ? found.programs : null
const reason = 'reason' in found ? found.reason : ''

describe.skipIf(programs === null)(`on a PostgreSQL server${reason && ` (skipped: ${reason})`}`, () => {
  let server: PostgresServer
  let api: TestApi
  beforeAll(async () => {
    server = await startPostgres(programs ?? '')
    api = await startTestApi({}, server.url)
  })
  afterAll(async () => {
    await api?.close()
    await server?.stop()
  })

  const post = (body: unknown, key?: string) =>
    api.send(EMPLOYEE, 'POST', '/timesheets', { body, ...(key !== undefined && { key }) })

  test('an entry is stored, listed, changed, approved and locked', async () => {
    const body = {
      id: newId(),
      date: '2026-11-20',
      hours: 2,
      project_id: 'acme-website',
      tags: ['ü'],
      note: '✓',
    }
    const stored = await post(body)
    expect(stored.status).toBe(201)
    expect(stored.body).toMatchObject({ date: '2026-11-20', minutes: 120, project: 'Website', tags: ['ü'] })
    expect((await api.send(EMPLOYEE, 'GET', '/timesheets')).body).toEqual([stored.body])
    expect((await api.send(CONTRACTOR, 'GET', '/timesheets')).body).toEqual([])
    const path = `/timesheets/${body.id}`
    const changed = await api.send(EMPLOYEE, 'PATCH', path, { ifMatch: '"1"', body: { minutes: 90 } })
    expect(changed.body).toMatchObject({ minutes: 90, version: 2 })
    expect((await api.send(MANAGER, 'GET', '/approvals')).body).toEqual([
      {
        ...changed.body,
        user_name: null,
        flags: [{ kind: 'changed', submitted_version: 1 }],
        week_target_minutes: 2400,
      },
    ])
    const decided = await api.send(MANAGER, 'PUT', `/approvals/${body.id}`)
    expect(decided.body).toMatchObject({ approved: true, review: { by: MANAGER, comment: null }, version: 3 })
    expect((await api.send(EMPLOYEE, 'DELETE', path, { ifMatch: '*' })).body.code).toBe('entry-locked')
  })

  test('a week is submitted once however often it is asked for at once, and recalled', async () => {
    const ids = [newId(), newId()]
    for (const id of ids) await post({ id, date: '2025-06-03', minutes: 60, status: 'draft' })
    const path = '/weeks/2025-W23/submission'
    const answers = await Promise.all(Array.from({ length: 5 }, () => api.send(EMPLOYEE, 'PUT', path)))
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200))
    expect(answers[0]?.body).toMatchObject({
      status: 'submitted',
      entries: ids.map((id) => ({ id, version: 2 })),
    })
    expect((await api.send(EMPLOYEE, 'DELETE', path)).body).toMatchObject({ status: 'open' })
    expect((await api.send(MANAGER, 'PUT', `/approvals/${ids[0]}`)).body.code).toBe('not-submitted')
  })

  test('24 hours a day hold under concurrency, on many connections', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post({ id: newId(), date: '2026-11-10', minutes: 120 })),
    )
    const count = (status: number) => answers.filter((answer) => answer.status === status).length
    expect([count(201), count(409)]).toEqual([12, 8])
  })

  test('ten at once with one id, or with one key, store one entry', async () => {
    const body = { id: newId(), date: '2026-11-11', minutes: 1 }
    const byId = await Promise.all(Array.from({ length: 10 }, () => post(body)))
    expect(byId.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201])
    const keyed = { date: '2026-11-12', minutes: 1 }
    const byKey = await Promise.all(Array.from({ length: 10 }, () => post(keyed, 'one-key')))
    expect(byKey.map(({ status }) => status)).toEqual(Array(10).fill(201))
    expect(new Set(byKey.map((answer) => answer.body.id)).size).toBe(1)
  })

  test('of two managers at once exactly one decides', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { body } = await post({ date: `2026-10-0${round + 1}`, minutes: 1 })
      const answers = await Promise.all(
        [MANAGER, DIRECTOR].map((user) => api.send(user, 'PUT', `/approvals/${body.id}`)),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    }
  })

  test('uploads and single entries that cross each other’s locks all succeed', async () => {
    const ids = [newId(), newId()]
    const dates = ['2026-09-01', '2026-09-02']
    const entry = (index: number) => ({ id: ids[index], user_id: EMPLOYEE, date: dates[index], minutes: 1 })
    const upload = (order: number[]) =>
      api.send('timesheets-cron', 'POST', '/timesheets/upload', { body: order.map(entry) })
    const answers = await Promise.all([upload([0, 1]), upload([1, 0]), upload([0, 1]), upload([1, 0])])
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  })

  test('a deadlock is resolved by trying again', async () => {
    const days = ['2026-08-01', '2026-08-02']
    const bothLocked = Promise.withResolvers<void>()
    let locked = 0
    const lockInOrder = (order: string[]) =>
      api.database.transact(async (queries) => {
        await lockDay(queries, EMPLOYEE, order[0] ?? '')
        locked += 1
        if (locked === 2) bothLocked.resolve()
        await bothLocked.promise
        await lockDay(queries, EMPLOYEE, order[1] ?? '')
      })
    await Promise.all([lockInOrder(days), lockInOrder(days.toReversed())])
    expect(locked).toBeGreaterThan(2)
  })

  test('opening it again migrates nothing twice and keeps everything; the demo data fit', async () => {
    const again = await openDatabase({ url: server.url })
    await seedDemo(again, '2026-11-21')
    expect((await api.send(EMPLOYEE, 'GET', '/timesheets?from=2026-11-20')).body).toHaveLength(1)
    await again.close()
  })

  test('nothing of all this was an internal error', () => {
    expect(api.errors).toEqual([])
  })
})
