import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MANAGER, startTestApi, type TestApi } from './support/api.ts'
import { createPerson, type Person } from './support/people.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

/** 16 to 22 November; today, in these tests, is Saturday the 21st. */
const WEEK = '2026-W47'
const NOW = '2026-11-21T12:00:00.000Z'

const draft = (person: Person, date: string, minutes: number, more: object = {}) =>
  person.book({ date, minutes, status: 'draft', ...more })
const read = async (person: Person, week = WEEK) => (await person.send('GET', `/weeks/${week}`)).body
const reject = (person: Person, id: string) =>
  person.decide(id, { decision: 'rejected', comment: 'Which client?' })

describe('an entry', () => {
  test.each([
    [undefined, 'submitted', NOW],
    ['submitted', 'submitted', NOW],
    ['draft', 'draft', null],
    // What a client has read and sends back with the rest counts for nothing.
    ['approved', 'submitted', NOW],
    ['rejected', 'submitted', NOW],
  ])('created with status %s is %s', async (status, stored, submittedAt) => {
    const { body } = await createPerson(api).book(status === undefined ? {} : { status })
    expect(body).toMatchObject({ status: stored, approved: false, version: 1, submitted_at: submittedAt })
  })

  test('of a status that there is not is 422', async () => {
    const answer = await createPerson(api).book({ status: 'done' })
    expect([answer.status, answer.body.faults[0]?.path]).toEqual([422, '/status'])
  })

  test.each([
    ['draft', {}, 'draft', null],
    ['draft', { status: 'submitted' }, 'draft', null],
    ['submitted', {}, 'submitted', NOW],
    ['submitted', { status: 'draft' }, 'submitted', NOW],
  ])('that is %s, changed with %j, is %s', async (status, more, expected, submittedAt) => {
    const person = createPerson(api)
    const { body } = await person.book({ status })
    const changed = await person.change(body.id, { note: 'so', ...more })
    expect(changed.body).toMatchObject({ status: expected, version: 2, submitted_at: submittedAt })
  })

  test.each([
    [{ note: 'so', status: 'draft' }, 'draft', null],
    [{ status: 'draft' }, 'draft', null],
    [{ note: 'so' }, 'submitted', NOW],
    [{ note: 'so', status: 'submitted' }, 'submitted', NOW],
  ])('that was rejected, changed with %j, is %s', async (change, expected, submittedAt) => {
    const person = createPerson(api)
    const { body } = await person.book()
    await reject(person, body.id)
    const changed = await person.change(body.id, change)
    expect(changed.body).toMatchObject({
      status: expected,
      review: null,
      version: 3,
      submitted_at: submittedAt,
    })
  })

  test('that is a draft is nobody else’s business, and nobody can decide on it', async () => {
    const person = createPerson(api)
    const { body } = await draft(person, '2026-11-20', 60)
    const waiting = await api.send(MANAGER, 'GET', '/approvals')
    expect(waiting.body.map(({ id }) => id)).not.toContain(body.id)
    for (const decision of [{}, { decision: 'rejected', comment: 'No' }, { version: 1 }]) {
      const answer = await person.decide(body.id, decision)
      expect([answer.status, answer.body.code, answer.body.current]).toEqual([
        409,
        'not-submitted',
        undefined,
      ])
    }
  })
})

describe('reading a week', () => {
  test('tells where it stands, its targets and its totals', async () => {
    const person = createPerson(api)
    await draft(person, '2026-11-15', 600)
    await draft(person, '2026-11-16', 480)
    await person.book({ date: '2026-11-17', minutes: 90 })
    const rejected = await person.book({ date: '2026-11-17', minutes: 30 })
    await reject(person, rejected.body.id)
    expect(await read(person)).toEqual({
      week: '2026-W47',
      from: '2026-11-16',
      to: '2026-11-22',
      status: 'rejected',
      target_minutes: 2400,
      day_target_minutes: 480,
      minutes: 600,
      minutes_by_status: { draft: 480, submitted: 90, approved: 0, rejected: 30 },
      days: [
        { date: '2026-11-16', minutes: 480 },
        { date: '2026-11-17', minutes: 120 },
        { date: '2026-11-18', minutes: 0 },
        { date: '2026-11-19', minutes: 0 },
        { date: '2026-11-20', minutes: 0 },
        { date: '2026-11-21', minutes: 0 },
        { date: '2026-11-22', minutes: 0 },
      ],
      submitted_at: NOW,
    })
  })

  test.each(['2026-W48', '2027-W01', '2001-W01', '2026-W53'])('%s is open and empty', async (week) => {
    expect(await read(createPerson(api), week)).toMatchObject({
      week,
      status: 'open',
      minutes: 0,
      submitted_at: null,
    })
  })

  test('takes the turn of a year as the calendar does', async () => {
    const person = createPerson(api)
    for (const date of ['2020-12-28', '2021-01-03', '2021-01-04']) await draft(person, date, 60)
    expect(await read(person, '2020-W53')).toMatchObject({
      from: '2020-12-28',
      to: '2021-01-03',
      minutes: 120,
    })
    expect(await read(person, '2021-W01')).toMatchObject({ from: '2021-01-04', minutes: 60 })
  })

  test('follows the targets that the server was given', async () => {
    const other = await startTestApi({ targets: { targetMinutes: 2250, dayTargetMinutes: 450 } })
    expect(await read(createPerson(other))).toMatchObject({ target_minutes: 2250, day_target_minutes: 450 })
    await other.close()
  })
})

const METHODS = [
  ['GET', ''],
  ['PUT', '/submission'],
  ['DELETE', '/submission'],
] as const

describe.each(METHODS)('%s /weeks/…%s', (method, end) => {
  test.each([
    '2025-W53',
    '2026-W54',
    '2026-W00',
    '2026-48',
    '2026-w48',
    '2026-W4',
    '0000-W01',
    '2026-11-23',
    'current',
    '%00',
    '2026-W48%2F..',
  ])('of %s is 404', async (week) => {
    const answer = await createPerson(api).send(method, `/weeks/${week}${end}`)
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found'])
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })
})

test('nothing of all this was an internal error', () => {
  expect(api.errors).toEqual([])
})
