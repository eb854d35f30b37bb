import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONTRACTOR, EMPLOYEE, MANAGER, newId, startTestApi, type TestApi } from './support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

const upload = (body: unknown, key?: string) =>
  api.send('timesheets-cron', 'POST', '/timesheets/upload', { body, ...(key !== undefined && { key }) })
const entriesOf = async (user: string) => (await api.send(user, 'GET', '/timesheets')).body

let day = 0
function entry(more: Record<string, unknown> = {}) {
  day += 1
  const date = new Date(Date.UTC(2020, 0, day)).toISOString().slice(0, 10)
  return { id: newId(), user_id: EMPLOYEE, date, minutes: 60, ...more }
}

test('one entry answers one entry, of the user it names, with its ETag', async () => {
  const given = entry()
  const answer = await upload(given)
  expect([answer.status, answer.headers.get('etag')]).toEqual([201, '"1"'])
  expect(answer.body).toMatchObject({ ...given, status: 'submitted' })
  expect(await entriesOf(EMPLOYEE)).toEqual([answer.body])
})

test('a list answers a list in the same order', async () => {
  const given = [entry({ user_id: CONTRACTOR, date: '2024-05-02' }), entry({ user_id: MANAGER }), entry()]
  const answer = await upload(given)
  expect(answer.status).toBe(201)
  expect(answer.body.map(({ id }) => id)).toEqual(given.map(({ id }) => id))
  expect(await entriesOf(CONTRACTOR)).toEqual([answer.body[0]])
})

test('the same ids again change nothing', async () => {
  const given = [entry(), entry()]
  const first = await upload(given)
  const again = await upload(given)
  expect([again.status, again.body]).toEqual([201, first.body])
})

test('an Idempotency-Key covers a batch without ids', async () => {
  const given = [entry({ id: undefined }), entry({ id: undefined })]
  const [first, again] = await Promise.all([upload(given, 'batch-1'), upload(given, 'batch-1')])
  expect(again.body).toEqual(first.body)
})

test.each([
  ['a fault of one', (list: object[]) => [...list, entry({ minutes: 0 })], 422, 'invalid-body', '/2/minutes'],
  [
    'no user',
    (list: object[]) => [entry({ user_id: undefined }), ...list],
    422,
    'invalid-body',
    '/0/user_id',
  ],
  [
    'a future day',
    (list: object[]) => [...list, entry({ date: '2026-11-23' })],
    422,
    'invalid-body',
    '/2/date',
  ],
  [
    'an unknown project',
    (list: object[]) => [...list, entry({ project_id: 'x' })],
    422,
    'invalid-body',
    '/2/project_id',
  ],
  [
    'a full day',
    (list: object[]) => [...list, { ...list[0], id: newId(), minutes: 1440 }],
    409,
    'day-full',
    '/2/minutes',
  ],
  ['an id twice', (list: object[]) => [...list, { ...list[0], note: 'other' }], 409, 'id-taken', '/2/id'],
  ['an empty list', () => [], 422, 'invalid-body', ''],
  ['501 entries', () => Array.from({ length: 501 }, () => entry()), 422, 'invalid-body', ''],
  ['a text', () => 'text', 422, 'invalid-body', ''],
])('%s keeps out the whole batch', async (_name, batchOf, status, code, path) => {
  const before = await entriesOf(EMPLOYEE)
  const answer = await upload(batchOf([entry(), entry()]))
  expect([answer.status, answer.body.code, answer.body.faults[0]?.path]).toEqual([status, code, path])
  expect(await entriesOf(EMPLOYEE)).toEqual(before)
})

test('500 entries of realistic size fit', async () => {
  const given = Array.from({ length: 500 }, () =>
    entry({ note: 'x'.repeat(400), user_id: 'batch@exampleco.com' }),
  )
  const answer = await upload(given)
  expect([answer.status, answer.body.length]).toEqual([201, 500])
})

test('more than 1 MB is 413', async () => {
  const given = Array.from({ length: 500 }, () => entry({ note: 'x'.repeat(2000) }))
  expect((await upload([...given, ...given])).status).toBe(413)
})

test('nothing of all this was an internal error', () => {
  expect(api.errors).toEqual([])
})
