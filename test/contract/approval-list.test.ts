import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WireDecision } from '../../src/contract/wire-approval.ts'
import { projects, reviews } from '../../src/server/store/schema.ts'
import { CONTRACTOR, DIRECTOR, EMPLOYEE, MANAGER, startTestApi, type TestApi } from './support/api.ts'
import { nextOf } from './support/people.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ approvalRules: { holidays: ['2026-11-18'] } })
  await api.database.queries.insert(projects).values({
    id: 'initech-audit',
    name: 'Security audit',
    client: 'Initech',
    tasks: [],
    archived: false,
    wantsNote: true,
  })
})
afterAll(() => api.close())

async function book(user: string, body: Record<string, unknown>) {
  const answer = await api.send(user, 'POST', '/timesheets', { body: { note: 'x', ...body } })
  expect(answer.status).toBe(201)
  return answer.body
}

const list = (query = '', user = MANAGER) => api.send(user, 'GET', `/approvals${query}`)
/** What the list says of the flags of each note. */
async function flagsByNote(query = '') {
  return Object.fromEntries((await list(query)).body.map(({ note, flags }) => [note, flags]))
}

test('each flag is told with what its sentence needs, and nothing odd has none', async () => {
  await book(EMPLOYEE, { date: '2026-11-16', minutes: 480, note: 'plain' })
  await book(EMPLOYEE, { date: '2026-11-17', minutes: 601, note: 'long' })
  await book(EMPLOYEE, { date: '2026-11-18', minutes: 60, note: 'holiday' })
  await book(EMPLOYEE, { date: '2026-11-21', minutes: 60, note: 'weekend' })
  await book(EMPLOYEE, { date: '2026-11-19', start: '09:00', minutes: 60, note: 'first' })
  await book(EMPLOYEE, { date: '2026-11-19', start: '09:45', minutes: 60, note: 'second' })
  await book(EMPLOYEE, { date: '2026-09-01', minutes: 60, note: 'old' })
  await book(EMPLOYEE, { date: '2026-11-20', minutes: 60, note: '', project_id: 'initech-audit' })
  const changed = await book(EMPLOYEE, { date: '2026-11-20', minutes: 60, note: 'before' })
  await api.send(EMPLOYEE, 'PATCH', `/timesheets/${changed.id}`, { ifMatch: '"1"', body: { note: 'after' } })

  expect(await flagsByNote()).toEqual({
    plain: [],
    long: [{ kind: 'over-day', minutes: 601, limit_minutes: 600 }],
    holiday: [{ kind: 'holiday' }],
    weekend: [{ kind: 'weekend' }],
    first: [{ kind: 'overlap', minutes: 15 }],
    second: [{ kind: 'overlap', minutes: 15 }],
    old: [{ kind: 'very-old', days: 82 }],
    '': [{ kind: 'missing-note' }],
    after: [{ kind: 'changed', submitted_version: 1 }],
  })
})

test('a week far from the usual ones is flagged by the weeks before, approved or waiting', async () => {
  for (const date of ['2026-10-05', '2026-10-12', '2026-10-19'])
    await book(CONTRACTOR, { date, minutes: 60, project_id: 'acme-website', note: 'usual' })
  await book(CONTRACTOR, { date: '2026-10-26', minutes: 301, project_id: 'acme-website', note: 'unusual' })
  await book(CONTRACTOR, { date: '2026-10-27', minutes: 301, project_id: 'orbit-support', note: 'other' })
  const flags = await flagsByNote(`?user=${CONTRACTOR}&week=2026-W44`)
  expect(flags).toEqual({ unusual: [{ kind: 'unusual', minutes: 301, usual_minutes: 60 }], other: [] })
})

test('what is still a draft makes no day long: it is its owner’s business', async () => {
  const date = '2026-11-12'
  await book(CONTRACTOR, { date, minutes: 700, status: 'draft', note: 'draft' })
  await book(CONTRACTOR, { date, minutes: 60, note: 'handed in' })
  expect(await flagsByNote(`?user=${CONTRACTOR}&week=2026-W46`)).toEqual({ 'handed in': [] })
})

test('a week that was handed in again is not changed since', async () => {
  const date = '2026-11-04'
  const { id } = await book(DIRECTOR, { date, minutes: 60, status: 'draft', note: 'first' })
  await api.send(DIRECTOR, 'PUT', '/weeks/2026-W45/submission')
  await api.send(DIRECTOR, 'DELETE', '/weeks/2026-W45/submission')
  await api.send(DIRECTOR, 'PATCH', `/timesheets/${id}`, { ifMatch: '"3"', body: { note: 'second' } })
  await api.send(DIRECTOR, 'PUT', '/weeks/2026-W45/submission')
  expect(await flagsByNote('?week=2026-W45')).toEqual({ second: [] })
})

describe('the list', () => {
  test('says what a full week of the owner holds', async () => {
    expect(new Set((await list()).body.map(({ week_target_minutes }) => week_target_minutes))).toEqual(
      new Set([2400]),
    )
  })

  test('of a person whose name no database can hold is refused', async () => {
    expect((await list('?user=%00')).status).toBe(422)
  })

  test('of one person, one week or another status has those alone', async () => {
    const { body } = await list(`?user=${EMPLOYEE}&week=2026-W47`)
    expect(body.map(({ date }) => date)).toEqual([
      '2026-11-16',
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-19',
      '2026-11-20',
      '2026-11-20',
      '2026-11-21',
    ])
    await api.send(MANAGER, 'PUT', `/approvals/${body[0]?.id}`, { body: {} })
    const approved = await list('?status=approved')
    expect(approved.body.map(({ note, flags }) => [note, flags])).toEqual([['plain', []]])
    expect((await list('?status=rejected')).body).toEqual([])
  })

  test('comes in pages, which what is decided meanwhile does not disturb', async () => {
    const whole = (await list()).body.map(({ id }) => id)
    const seen: string[] = []
    for (let query: string | null = '?limit=3'; query !== null; ) {
      const page = await list(query)
      expect(page.body.length).toBeLessThanOrEqual(3)
      seen.push(...page.body.map(({ id }) => id))
      await api.send(DIRECTOR, 'PUT', `/approvals/${page.body[0]?.id}`, { body: {} })
      query = nextOf(page)
    }
    expect(seen).toEqual(whole)
  })

  test.each([
    '?limit=0',
    '?limit=1001',
    '?week=2026-W99',
    '?status=draft',
    '?cursor=2026-11-20',
    '?cursor=2026-13-20_1_01a1fcbb-0000-7000-8000-000000000001',
  ])('%s is 422', async (query) => {
    expect((await list(query)).body.code).toBe('invalid-query')
  })
})

describe('decisions', () => {
  const decisions = async (query = '', user = MANAGER) => {
    const answer = await api.send(user, 'GET', `/decisions${query}`)
    return { ...answer, rows: answer.body as unknown as readonly WireDecision[] }
  }

  test('are the caller’s own, the latest first, with the entry as it was decided on, whatever its owner makes of it', async () => {
    const { id } = await book(EMPLOYEE, { date: '2026-11-02', minutes: 30, note: 'then' })
    const [first] = (await decisions()).rows
    expect(first).toMatchObject({ note: 'plain', decision: 'approved' })
    // The clock of these tests stands still: of two decisions at one instant neither is the later one.
    await api.database.queries.update(reviews).set({ at: new Date('2026-11-21T11:00:00Z') })
    await api.send(MANAGER, 'PUT', `/approvals/${id}`, { body: { decision: 'rejected', comment: 'Why?' } })
    await api.send(EMPLOYEE, 'PATCH', `/timesheets/${id}`, {
      ifMatch: '"2"',
      body: { status: 'draft', note: 'now', minutes: 45 },
    })
    const { rows } = await decisions()
    expect(rows).toHaveLength(2)
    expect(rows[0]).toEqual({
      id: rows[0]?.id,
      entry_id: id,
      user_id: EMPLOYEE,
      user_name: null,
      date: '2026-11-02',
      minutes: 30,
      project: null,
      note: 'then',
      decision: 'rejected',
      comment: 'Why?',
      at: '2026-11-21T12:00:00.000Z',
      version_seen: 1,
    })
    await api.database.queries.update(reviews).set({ seen: null })
    expect((await decisions()).rows[0]).toMatchObject({ minutes: 0, project: null, note: '' })
    expect((await decisions('', DIRECTOR)).rows.some(({ entry_id }) => entry_id === id)).toBe(false)
  })

  test('come in pages', async () => {
    const whole = (await decisions('', DIRECTOR)).rows.map(({ id }) => id)
    const seen: string[] = []
    for (let query: string | null = '?limit=2'; query !== null; ) {
      const page = await decisions(query, DIRECTOR)
      seen.push(...page.rows.map(({ id }) => id))
      query = nextOf(page)
    }
    expect(whole.length).toBeGreaterThan(2)
    expect(seen).toEqual(whole)
  })
})

test('nothing of all this was an internal error', () => {
  expect(api.errors).toEqual([])
})
