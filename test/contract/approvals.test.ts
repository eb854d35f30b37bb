import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reviews } from '../../src/server/store/schema.ts'
import {
  CONTRACTOR,
  DIRECTOR,
  EMPLOYEE,
  MANAGER,
  newId,
  signToken,
  startTestApi,
  type TestApi,
} from './support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

const VERY_OLD = (days: number) => [{ kind: 'very-old', days }]

let day = 0
async function book(user = EMPLOYEE) {
  day += 1
  const date = new Date(Date.UTC(2025, 0, day)).toISOString().slice(0, 10)
  const answer = await api.send(user, 'POST', '/timesheets', { body: { date, minutes: 60 } })
  expect(answer.status).toBe(201)
  return answer.body
}

const decide = (id: string, body: unknown = {}, user = MANAGER) =>
  api.send(user, 'PUT', `/approvals/${id}`, { body })
const waitingIds = async (user = MANAGER) =>
  (await api.send(user, 'GET', '/approvals')).body.map(({ id }) => id)

describe('the inbox', () => {
  test('has other people’s waiting entries, oldest day first, with names once they are known', async () => {
    const token = await signToken(CONTRACTOR, { claims: { name: 'Demo Contractor' } })
    const later = await book(EMPLOYEE)
    const { body: earlier } = await api.sendWith(`Bearer ${token}`, 'POST', '/timesheets', {
      body: { date: '2024-12-31', minutes: 60 },
    })
    const own = await book(MANAGER)
    const { body } = await api.send(MANAGER, 'GET', '/approvals')
    expect(body).toEqual([
      { ...earlier, user_name: 'Demo Contractor', flags: VERY_OLD(691), week_target_minutes: 2400 },
      { ...later, user_name: null, flags: VERY_OLD(690), week_target_minutes: 2400 },
    ])
    expect(await waitingIds(DIRECTOR)).toContain(own.id)
  })

  test('no longer has what was approved, rejected or deleted', async () => {
    const [approved, rejected, deleted] = [await book(), await book(), await book()]
    await decide(approved.id)
    await decide(rejected.id, { decision: 'rejected', comment: 'Why?' })
    await api.send(EMPLOYEE, 'DELETE', `/timesheets/${deleted.id}`, { ifMatch: '"1"' })
    const ids = await waitingIds()
    for (const { id } of [approved, rejected, deleted]) expect(ids).not.toContain(id)
  })
})

describe('deciding', () => {
  const decidedNow = { by: MANAGER, at: '2026-11-21T12:00:00.000Z' }

  test.each([
    ['{}', { body: {} }],
    ['no body', {}],
    ['an explicit decision', { body: { decision: 'approved', version: 1 } }],
  ])('%s approves', async (_name, sending) => {
    const entry = await book()
    const answer = await api.send(MANAGER, 'PUT', `/approvals/${entry.id}`, sending)
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"'])
    expect(answer.body).toEqual({
      ...entry,
      status: 'approved',
      approved: true,
      review: { ...decidedNow, comment: null },
      version: 2,
      updated_at: answer.body.updated_at,
    })
    const { body } = await api.send(EMPLOYEE, 'GET', `/timesheets?from=${entry.date}&to=${entry.date}`)
    expect(body).toEqual([answer.body])
  })

  test('a rejection keeps its comment', async () => {
    const entry = await book()
    const answer = await decide(entry.id, { decision: 'rejected', comment: ' Which client? ' })
    expect(answer.body).toMatchObject({
      status: 'rejected',
      approved: false,
      review: { ...decidedNow, comment: 'Which client?' },
    })
  })

  test('one’s own entry is 403, before anything else about it', async () => {
    const entry = await book(MANAGER)
    for (const body of [{}, { version: 7 }]) {
      const answer = await decide(entry.id, body)
      expect([answer.status, answer.body.code]).toEqual([403, 'own-entry'])
      expect(answer.headers.get('www-authenticate')).toBeNull()
    }
    expect((await decide(entry.id, {}, DIRECTOR)).status).toBe(200)
  })

  test('what was decided already is 409 with who and when', async () => {
    const entry = await book()
    await decide(entry.id, {}, DIRECTOR)
    const answer = await decide(entry.id, { version: 1 })
    expect([answer.status, answer.body.code]).toEqual([409, 'already-decided'])
    expect(answer.body.decided).toEqual({ by: DIRECTOR, at: '2026-11-21T12:00:00.000Z' })
  })

  test('an entry changed since it was seen is 412 with the entry as it is now', async () => {
    const entry = await book()
    const changed = await api.send(EMPLOYEE, 'PATCH', `/timesheets/${entry.id}`, {
      ifMatch: '"1"',
      body: { minutes: 600 },
    })
    const answer = await decide(entry.id, { version: 1 })
    expect([answer.status, answer.body.code]).toEqual([412, 'version-conflict'])
    expect(answer.body.current).toEqual(changed.body)
  })

  test.each([newId(), 'not-a-uuid', '../timesheets'])('an unknown entry %s is 404', async (id) => {
    expect((await decide(encodeURIComponent(id))).status).toBe(404)
  })

  test('of two managers at once exactly one decides', async () => {
    const entry = await book()
    const answers = await Promise.all([
      decide(entry.id, { decision: 'approved' }, MANAGER),
      decide(entry.id, { decision: 'rejected', comment: 'No' }, DIRECTOR),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('every decision leaves a record with the version seen', async () => {
    const entry = await book()
    await decide(entry.id, { decision: 'rejected', comment: 'Why?' })
    await api.send(EMPLOYEE, 'PATCH', `/timesheets/${entry.id}`, { ifMatch: '"2"', body: { note: 'so' } })
    await decide(entry.id, {}, DIRECTOR)
    const records = (await api.database.queries.select().from(reviews)).filter(
      ({ entryId }) => entryId === entry.id,
    )
    expect(
      records.map(({ by, decision, comment, versionSeen }) => [by, decision, comment, versionSeen]),
    ).toEqual([
      [MANAGER, 'rejected', 'Why?', 1],
      [DIRECTOR, 'approved', null, 3],
    ])
  })
})

test('nothing of all this was an internal error', () => {
  expect(api.errors).toEqual([])
})
