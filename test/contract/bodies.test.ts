import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EMPLOYEE, MANAGER, startTestApi, type TestApi } from './support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

const GOOD = { date: '2026-11-20', minutes: 1 }
const JSON_HEADERS = { 'Content-Type': 'application/json' }
const LONE_SURROGATE = '\ud800'

/** A body, and where its fault lies. */
const FAULTS: readonly (readonly [string, unknown, string])[] = [
  ['no date', { minutes: 60 }, '/date'],
  ['no length', { date: '2026-11-20' }, '/minutes'],
  ['minutes as text', { ...GOOD, minutes: '60' }, '/minutes'],
  ['minutes null', { ...GOOD, minutes: null }, '/minutes'],
  ['negative minutes', { ...GOOD, minutes: -1 }, '/minutes'],
  ['zero minutes', { ...GOOD, minutes: 0 }, '/minutes'],
  ['half a minute', { ...GOOD, minutes: 0.5 }, '/minutes'],
  ['25 hours in minutes', { ...GOOD, minutes: 1500 }, '/minutes'],
  ['25 hours', { date: '2026-11-20', hours: 25 }, '/hours'],
  ['zero hours', { date: '2026-11-20', hours: 0 }, '/hours'],
  ['negative hours', { date: '2026-11-20', hours: -2 }, '/hours'],
  ['hours below a minute', { date: '2026-11-20', hours: 0.001 }, '/minutes'],
  ['a number as date', { ...GOOD, date: 20261120 }, '/date'],
  ['30 February', { ...GOOD, date: '2026-02-30' }, '/date'],
  ['a date with garbage', { ...GOOD, date: '2026-11-20Tlater' }, '/date'],
  ['the day after tomorrow', { ...GOOD, date: '2026-11-23' }, '/date'],
  ['a date before 2000', { ...GOOD, date: '1999-12-31' }, '/date'],
  ['an id that is no UUID', { ...GOOD, id: '17' }, '/id'],
  ['a start that is no time', { ...GOOD, start: '24:00' }, '/start'],
  ['an unknown project', { ...GOOD, project_id: 'nowhere' }, '/project_id'],
  ['an empty project', { ...GOOD, project: ' ' }, '/project'],
  ['a project name of 201 characters', { ...GOOD, project: 'x'.repeat(201) }, '/project'],
  ['tags as text', { ...GOOD, tags: 'a' }, '/tags'],
  ['a tag that is a number', { ...GOOD, tags: ['a', 1] }, '/tags/1'],
  ['21 tags', { ...GOOD, tags: Array(21).fill('a') }, '/tags'],
  ['a note of 2001 characters', { ...GOOD, note: 'x'.repeat(2001) }, '/note'],
  ['billable as text', { ...GOOD, billable: 'yes' }, '/billable'],
  ['NUL in the note', { ...GOOD, note: 'a\0b' }, '/note'],
  ['NUL in the project', { ...GOOD, project: 'a\0b' }, '/project'],
  ['NUL in the project id', { ...GOOD, project_id: 'a\0b' }, '/project_id'],
  ['NUL in the task', { ...GOOD, task: 'a\0b' }, '/task'],
  ['NUL in a tag', { ...GOOD, tags: ['a\0b'] }, '/tags/0'],
  ['half a surrogate pair in the note', { ...GOOD, note: LONE_SURROGATE }, '/note'],
  ['half a surrogate pair in a tag', { ...GOOD, tags: [LONE_SURROGATE] }, '/tags/0'],
  ['a list', [GOOD], ''],
  ['a text', 'text', ''],
  ['null', null, ''],
]

describe('POST /timesheets', () => {
  test.each(FAULTS)('%s: 422', async (_name, body, path) => {
    const answer = await api.send(EMPLOYEE, 'POST', '/timesheets', { body })
    expect(answer.status).toBe(422)
    expect(answer.body.code).toBe('invalid-body')
    expect(answer.body.faults).toEqual([{ path, reason: expect.stringMatching(/.{5}/) }])
  })

  test('every fault is named at once', async () => {
    const answer = await api.send(EMPLOYEE, 'POST', '/timesheets', { body: { minutes: 'x', note: 1 } })
    expect(answer.body.faults.map(({ path }) => path)).toEqual(['/date', '/minutes', '/note'])
  })

  test('none of that was stored', async () => {
    expect((await api.send(EMPLOYEE, 'GET', '/timesheets')).body).toEqual([])
  })

  test('tomorrow is stored, because it is today already east of us', async () => {
    const answer = await api.send(EMPLOYEE, 'POST', '/timesheets', { body: { ...GOOD, date: '2026-11-22' } })
    expect(answer.status).toBe(201)
  })

  test.each([
    ['a date-time keeps its day', { date: '2017-05-10T23:40:20.095Z', hours: 5 }, '2017-05-10', 300],
    ['minutes win over hours', { date: '2026-11-19', hours: 5, minutes: 30 }, '2026-11-19', 30],
    ['hours become whole minutes', { date: '2026-11-18', hours: 0.33 }, '2026-11-18', 20],
  ])('%s', async (_name, body, date, minutes) => {
    const answer = await api.send(EMPLOYEE, 'POST', '/timesheets', { body })
    expect([answer.status, answer.body.date, answer.body.minutes]).toEqual([201, date, minutes])
    expect(answer.body.hours).toBe(minutes / 60)
  })
})

const RAW: readonly (readonly [string, string | Uint8Array, Record<string, string>, number, string])[] = [
  ['not JSON', '{"date":', JSON_HEADERS, 400, 'invalid-json'],
  ['nothing at all', '', JSON_HEADERS, 400, 'invalid-json'],
  ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), JSON_HEADERS, 400, 'invalid-json'],
  [
    'a form',
    'date=2026-11-20',
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    415,
    'unsupported-media-type',
  ],
  ['plain text', JSON.stringify(GOOD), { 'Content-Type': 'text/plain' }, 415, 'unsupported-media-type'],
  [
    'a note of 1 MB',
    JSON.stringify({ ...GOOD, note: 'x'.repeat(1024 * 1024) }),
    JSON_HEADERS,
    413,
    'too-large',
  ],
  [
    '1 MB that says it is short',
    JSON.stringify({ ...GOOD, note: 'x'.repeat(1024 * 1024) }),
    { ...JSON_HEADERS, 'Content-Length': '10' },
    413,
    'too-large',
  ],
]

describe('bodies that are not read', () => {
  test.each(RAW)('%s', async (_name, raw, headers, status, code) => {
    const answer = await api.send(EMPLOYEE, 'POST', '/timesheets', { raw, headers })
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })

  test('the media type may carry a character set', async () => {
    const answer = await api.send(EMPLOYEE, 'POST', '/timesheets', {
      raw: JSON.stringify({ ...GOOD, date: '2026-11-10' }),
      headers: { 'Content-Type': 'Application/JSON; charset=utf-8' },
    })
    expect(answer.status).toBe(201)
  })
})

test.each([
  ['an unknown decision', { decision: 'maybe' }, '/decision'],
  ['a rejection without comment', { decision: 'rejected' }, '/comment'],
  ['a rejection with an empty comment', { decision: 'rejected', comment: '  ' }, '/comment'],
  ['NUL in the comment', { decision: 'rejected', comment: 'a\0b' }, '/comment'],
  ['a version as text', { version: '1' }, '/version'],
])('PUT /approvals: %s is 422', async (_name, body, path) => {
  const answer = await api.send(MANAGER, 'PUT', '/approvals/01a1fcbb-0000-7000-8000-00000000ffff', { body })
  expect([answer.status, answer.body.faults?.[0]?.path]).toEqual([422, path])
})

test.each([
  ['/timesheets?from=yesterday', '/from'],
  ['/timesheets?to=2026-13-01', '/to'],
])('GET %s is 422', async (path, fault) => {
  const answer = await api.send(EMPLOYEE, 'GET', path)
  expect([answer.status, answer.body.code, answer.body.faults[0]?.path]).toEqual([
    422,
    'invalid-query',
    fault,
  ])
})

test('nothing of all this was an internal error', () => {
  expect(api.errors).toEqual([])
})
