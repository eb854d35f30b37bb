import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONTRACTOR, EMPLOYEE, MANAGER, newId, startTestApi, type TestApi } from './support/api.ts'

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

async function book(body: Record<string, unknown> = {}, user = EMPLOYEE) {
  const answer = await api.send(user, 'POST', '/timesheets', {
    body: { date: nextDate(), minutes: 60, ...body },
  })
  expect(answer.status).toBe(201)
  return answer.body
}

const post = (body: unknown, key?: string, user = EMPLOYEE) =>
  api.send(user, 'POST', '/timesheets', { body, ...(key !== undefined && { key }) })
const patch = (id: string, ifMatch: string, body: unknown, user = EMPLOYEE) =>
  api.send(user, 'PATCH', `/timesheets/${id}`, { body, ifMatch })
const remove = (id: string, ifMatch: string, user = EMPLOYEE) =>
  api.send(user, 'DELETE', `/timesheets/${id}`, { ifMatch })
const decide = (id: string, body: unknown = {}) => api.send(MANAGER, 'PUT', `/approvals/${id}`, { body })

describe('storing', () => {
  test('the stored entry comes back whole, with version 1 as ETag', async () => {
    const id = newId()
    const answer = await post({
      id,
      date: '2026-11-20',
      start: '09:30',
      minutes: 90,
      hours: 1.5,
      project_id: 'acme-website',
      task: 'Design',
      tags: ['a', 'b'],
      note: 'Größe\n✓',
      billable: false,
      user_id: CONTRACTOR,
      status: 'approved',
      approved: true,
      unheard: 'of',
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('etag')).toBe('"1"')
    expect(answer.body).toEqual({
      id,
      user_id: EMPLOYEE,
      date: '2026-11-20',
      start: '09:30',
      minutes: 90,
      hours: 1.5,
      project: 'Website',
      project_id: 'acme-website',
      task: 'Design',
      tags: ['a', 'b'],
      note: 'Größe\n✓',
      billable: false,
      status: 'submitted',
      approved: false,
      review: null,
      version: 1,
      created_at: '2026-11-21T12:00:00.000Z',
      updated_at: '2026-11-21T12:00:00.000Z',
      submitted_at: '2026-11-21T12:00:00.000Z',
    })
    expect((await api.send(EMPLOYEE, 'GET', '/timesheets?from=2026-11-20')).body).toEqual([answer.body])
  })

  test('what is left out is empty, and the server makes a version 7 id', async () => {
    const entry = await book()
    expect(entry.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab]/)
    expect(entry).toMatchObject({
      start: null,
      project: null,
      project_id: null,
      task: null,
      tags: [],
      note: '',
    })
    expect(entry.billable).toBe(true)
  })

  test('everyone sees their own entries only, between the days asked for', async () => {
    const mine = await book({ date: '2024-02-01' }, CONTRACTOR)
    const later = await book({ date: '2024-02-03' }, CONTRACTOR)
    await book({ date: '2024-02-02' }, EMPLOYEE)
    const list = async (query: string) =>
      (await api.send(CONTRACTOR, 'GET', `/timesheets${query}`)).body.map(({ id }) => id)
    expect(await list('')).toEqual([mine.id, later.id])
    expect(await list('?from=2024-02-02&to=2024-02-03')).toEqual([later.id])
    expect(await list('?to=2024-02-02')).toEqual([mine.id])
    expect(await list('?from=2024-02-04&to=2024-01-01')).toEqual([])
  })

  test('projects are listed', async () => {
    const { body } = await api.send(EMPLOYEE, 'GET', '/projects')
    expect(body[0]).toEqual({
      id: 'acme-website',
      name: 'Website',
      client: 'Acme',
      tasks: ['Design'],
      archived: false,
    })
    expect(body).toHaveLength(2)
  })
})

describe('changing', () => {
  test('writes what is named, keeps the rest, raises the version', async () => {
    const entry = await book({ note: 'before', tags: ['a'], project: 'Own words' })
    const answer = await patch(entry.id, '"1"', { note: 'after', hours: 2 })
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"'])
    const { updated_at } = answer.body
    expect(answer.body).toEqual({ ...entry, note: 'after', minutes: 120, hours: 2, version: 2, updated_at })
  })

  test('another project id brings its name; another name drops the id', async () => {
    const entry = await book({ project_id: 'acme-website' })
    const moved = await patch(entry.id, '1', { project_id: 'orbit-support' })
    expect(moved.body).toMatchObject({ project: 'Support', project_id: 'orbit-support', version: 2 })
    const renamed = await patch(entry.id, '*', { project: 'Elsewhere' })
    expect(renamed.body).toMatchObject({ project: 'Elsewhere', project_id: null })
  })

  test('what is the same already changes no version', async () => {
    const entry = await book({ note: 'same' })
    expect((await patch(entry.id, '"1"', { note: 'same' })).body.version).toBe(1)
    expect((await patch(entry.id, '"1"', {})).body.version).toBe(1)
  })

  test('a fault is 422 and changes nothing', async () => {
    const entry = await book()
    const answer = await patch(entry.id, '"1"', { minutes: 0 })
    expect([answer.status, answer.body.faults[0]?.path]).toEqual([422, '/minutes'])
    expect((await patch(entry.id, '"1"', { date: '2026-12-24' })).body.faults[0]?.path).toBe('/date')
    expect((await patch(entry.id, '"1"', {})).body.version).toBe(1)
  })

  test.each([
    ['PATCH', { body: { note: 'x' } }],
    ['DELETE', {}],
  ])('%s without If-Match is 428', async (method, sending) => {
    const entry = await book()
    const answer = await api.send(EMPLOYEE, method, `/timesheets/${entry.id}`, sending)
    expect([answer.status, answer.body.code]).toEqual([428, 'version-required'])
  })

  test.each(['"2"', '2', 'W/"1"', 'abc', '""'])(
    'a version %s that is not the current one is 412',
    async (tag) => {
      const entry = await book()
      for (const answer of [await patch(entry.id, tag, { note: 'x' }), await remove(entry.id, tag)]) {
        expect([answer.status, answer.body.code, answer.headers.get('etag')]).toEqual([
          412,
          'version-conflict',
          '"1"',
        ])
        expect(answer.body.current).toEqual(entry)
      }
    },
  )

  test('of two changes of one version at once, one wins', async () => {
    const entry = await book()
    const answers = await Promise.all(['a', 'b'].map((note) => patch(entry.id, '"1"', { note })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  test.each([
    ['someone else’s', async () => (await book({}, CONTRACTOR)).id],
    ['an unknown', async () => newId()],
    ['an impossible', async () => 'not-a-uuid'],
  ])('%s entry is 404 for PATCH and DELETE', async (_name, idOf) => {
    const id = await idOf()
    for (const answer of [await patch(id, '*', { note: 'x' }), await remove(id, '*')]) {
      expect([answer.status, answer.body.code, answer.body.current]).toEqual([404, 'not-found', undefined])
    }
  })

  test('a deleted entry is gone: 204, again 204, and 404 for changes', async () => {
    const entry = await book()
    const first = await remove(entry.id, '"1"')
    expect([first.status, first.body]).toEqual([204, null])
    expect((await remove(entry.id, '"1"')).status).toBe(204)
    expect((await patch(entry.id, '*', { note: 'x' })).status).toBe(404)
    const { body } = await api.send(EMPLOYEE, 'GET', `/timesheets?from=${entry.date}&to=${entry.date}`)
    expect(body).toEqual([])
    expect((await decide(entry.id)).status).toBe(404)
  })

  test('an approved entry is locked, whatever version is named', async () => {
    const entry = await book()
    await decide(entry.id)
    for (const tag of ['"1"', '"2"', '*']) {
      for (const answer of [await patch(entry.id, tag, { note: 'x' }), await remove(entry.id, tag)]) {
        expect([answer.status, answer.body.code]).toEqual([409, 'entry-locked'])
      }
    }
  })

  test('a rejected entry waits again once it is changed, and its review is gone', async () => {
    const entry = await book()
    await decide(entry.id, { decision: 'rejected', comment: 'Why?' })
    const answer = await patch(entry.id, '"2"', { note: 'because' })
    expect(answer.body).toMatchObject({ status: 'submitted', review: null, version: 3, approved: false })
    expect((await decide(entry.id, { version: 3 })).status).toBe(200)
  })
})

describe('24 hours a day', () => {
  const refusal = [409, 'day-full']

  test('fit, and not a minute more; another person has a day of their own', async () => {
    const date = nextDate()
    await book({ date, minutes: 1000 })
    await book({ date, minutes: 440 })
    const answer = await post({ date, minutes: 1 })
    expect([answer.status, answer.body.code]).toEqual(refusal)
    expect((await post({ date, minutes: 1440 }, undefined, CONTRACTOR)).status).toBe(201)
  })

  test('hold for changes of length and of day too', async () => {
    const date = nextDate()
    const long = await book({ date, minutes: 1400 })
    const other = await book({ minutes: 60 })
    const moved = await patch(other.id, '"1"', { date })
    expect([moved.status, moved.body.code]).toEqual(refusal)
    expect((await patch(other.id, '"1"', { date, minutes: 40 })).status).toBe(200)
    const longer = await patch(long.id, '"1"', { minutes: 1401 })
    expect([longer.status, longer.body.code]).toEqual(refusal)
  })

  test('hold under concurrency: of twenty times two hours, twelve fit', async () => {
    const date = nextDate()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post({ id: newId(), date, minutes: 120 })),
    )
    const count = (status: number) => answers.filter((answer) => answer.status === status).length
    expect([count(201), count(409)]).toEqual([12, 8])
  })
})

test('nothing of all this was an internal error', () => {
  expect(api.errors).toEqual([])
})
