import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONTRACTOR, EMPLOYEE, newId, startTestApi, type TestApi } from './support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

/** A day of its own for each test. */
let day = 0
function nextDate(): string {
  day += 1
  return new Date(Date.UTC(2025, 0, day)).toISOString().slice(0, 10)
}

const post = (body: unknown, key?: string, user = EMPLOYEE) =>
  api.send(user, 'POST', '/timesheets', { body, ...(key !== undefined && { key }) })
const patch = (id: string, ifMatch: string, body: unknown, user = EMPLOYEE) =>
  api.send(user, 'PATCH', `/timesheets/${id}`, { body, ifMatch })
const remove = (id: string, ifMatch: string, user = EMPLOYEE) =>
  api.send(user, 'DELETE', `/timesheets/${id}`, { ifMatch })

describe('the same id', () => {
  test('with the same content is the same entry: 200', async () => {
    const body = { id: newId(), date: nextDate(), hours: 1, tags: ['a'] }
    const first = await post(body)
    const again = await post({ ...body, hours: undefined, minutes: 60 })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
  })

  test.each([
    ['other content', async (body: object) => post({ ...body, note: 'other' })],
    ['someone else', async (body: object) => post(body, undefined, CONTRACTOR)],
  ])('with %s is refused', async (_name, again) => {
    const body = { id: newId(), date: nextDate(), minutes: 60 }
    await post(body)
    const answer = await again(body)
    expect([answer.status, answer.body.code, answer.body.current]).toEqual([409, 'id-taken', undefined])
  })

  test('of a deleted entry stays taken', async () => {
    const body = { id: newId(), date: nextDate(), minutes: 60 }
    await post(body)
    await remove(body.id, '"1"')
    expect((await post(body)).body.code).toBe('id-taken')
  })

  test('ten at once store one entry', async () => {
    const body = { id: newId(), date: nextDate(), minutes: 60 }
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201])
  })
})

describe('Idempotency-Key', () => {
  test('the same key and body answers the first result, even after a change', async () => {
    const body = { date: nextDate(), minutes: 60 }
    const first = await post(body, 'key-1')
    await patch(first.body.id, '"1"', { note: 'changed' })
    const again = await post(body, 'key-1')
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('etag')).toBe('"1"')
  })

  test('the same key with another body is refused and stores nothing', async () => {
    const date = nextDate()
    await post({ date, minutes: 60 }, 'key-2')
    const answer = await post({ date, minutes: 61 }, 'key-2')
    expect([answer.status, answer.body.code]).toEqual([422, 'idempotency-key-reused'])
    expect((await api.send(EMPLOYEE, 'GET', `/timesheets?from=${date}&to=${date}`)).body).toHaveLength(1)
  })

  test('a key belongs to one person', async () => {
    const date = nextDate()
    const mine = await post({ date, minutes: 60 }, 'key-3')
    const theirs = await post({ date, minutes: 60 }, 'key-3', CONTRACTOR)
    expect([theirs.status, theirs.body.user_id]).toEqual([201, CONTRACTOR])
    expect(theirs.body.id).not.toBe(mine.body.id)
  })

  test('ten at once store one entry and all get it', async () => {
    const date = nextDate()
    const answers = await Promise.all(Array.from({ length: 10 }, () => post({ date, minutes: 60 }, 'key-4')))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  })

  test('a refusal is not kept: the same request works once there is room', async () => {
    const date = nextDate()
    const full = await post({ date, minutes: 1440 })
    expect((await post({ date, minutes: 60 }, 'key-5')).body.code).toBe('day-full')
    await remove(full.body.id, '"1"')
    expect((await post({ date, minutes: 60 }, 'key-5')).status).toBe(201)
  })

  test.each([
    [255, 201],
    [256, 422],
  ])('a key of %i characters: %i', async (length, status) => {
    expect((await post({ date: nextDate(), minutes: 1 }, 'k'.repeat(length))).status).toBe(status)
  })
})

test('nothing of all this was an internal error', () => {
  expect(api.errors).toEqual([])
})
