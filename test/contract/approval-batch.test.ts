import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DecisionResult } from '../../src/contract/wire-approval.ts'
import { entries, reviews } from '../../src/server/store/schema.ts'
import { DIRECTOR, EMPLOYEE, MANAGER, newId, startTestApi, type TestApi } from './support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

const AT = new Date('2026-11-20T16:00:00Z')

/** Straight into the database: an API call each would take most of the test's time. */
async function fill(count: number, userId = EMPLOYEE, changes: Partial<typeof entries.$inferInsert> = {}) {
  const ids = Array.from({ length: count }, newId)
  await api.database.queries.insert(entries).values(
    ids.map((id) => ({
      id,
      userId,
      date: '2026-11-20',
      start: null,
      minutes: 1,
      project: null,
      projectId: null,
      task: null,
      tags: [],
      note: '',
      billable: true,
      status: 'submitted' as const,
      version: 1,
      createdAt: AT,
      updatedAt: AT,
      submittedAt: AT,
      submittedVersion: 1,
      ...changes,
    })),
  )
  return ids
}

const approve = (id: string, version = 1) => ({ id, decision: 'approved', version })

async function decide(body: unknown, { user = MANAGER, key }: { user?: string; key?: string } = {}) {
  const answer = await api.send(user, 'POST', '/approvals/batch', { body, ...(key !== undefined && { key }) })
  return { ...answer, results: answer.body as unknown as readonly DecisionResult[] }
}

describe('how many', () => {
  test.each([0, 501])('%i are refused whole', async (count) => {
    const ids = await fill(count || 1)
    const { status, body } = await decide(ids.slice(0, count).map((id) => approve(id)))
    expect([status, body.code]).toEqual([422, 'invalid-body'])
    const stored = await api.send(MANAGER, 'GET', '/approvals?status=approved')
    expect(stored.body).toEqual([])
  })

  test.each([1, 500])('%i are decided', async (count) => {
    const ids = await fill(count)
    const { status, results } = await decide(ids.map((id) => approve(id)))
    expect(status).toBe(200)
    expect(results.map(({ id, status, entry }) => [id, status, entry?.status, entry?.version])).toEqual(
      ids.map((id) => [id, 200, 'approved', 2]),
    )
  })
})

test('what comes of each is told in the order asked, as the route of a single one would tell it', async () => {
  const [good = '', bad = '', stale = ''] = await fill(3)
  const [own = ''] = await fill(1, MANAGER)
  const [draft = ''] = await fill(1, EMPLOYEE, { status: 'draft', submittedAt: null })
  const [decided = ''] = await fill(1)
  const [deleted = ''] = await fill(1, EMPLOYEE, { deletedAt: AT })
  const unknown = newId()
  await api.send(DIRECTOR, 'PUT', `/approvals/${decided}`, { body: {} })
  const { status, results } = await decide([
    approve(own),
    approve(draft),
    approve(decided),
    approve(deleted),
    approve(unknown),
    approve(stale, 7),
    { id: bad, decision: 'rejected', comment: ' Which client? ', version: 1 },
    approve(good.toUpperCase()),
  ])
  expect(status).toBe(200)
  expect(results.map(({ id, status, problem }) => [id, status, problem?.code])).toEqual([
    [own, 403, 'own-entry'],
    [draft, 409, 'not-submitted'],
    [decided, 409, 'already-decided'],
    [deleted, 404, 'not-found'],
    [unknown, 404, 'not-found'],
    [stale, 412, 'version-conflict'],
    [bad, 200, undefined],
    [good, 200, undefined],
  ])
  expect(results[2]?.problem?.decided).toEqual({ by: DIRECTOR, at: '2026-11-21T12:00:00.000Z' })
  expect(results[5]?.problem?.current).toMatchObject({ id: stale, version: 1, status: 'submitted' })
  expect(results[6]?.entry?.review).toEqual({
    by: MANAGER,
    at: '2026-11-21T12:00:00.000Z',
    comment: 'Which client?',
  })
})

test('each decision leaves a record with the version seen, a refused one none', async () => {
  const [good = '', stale = ''] = await fill(2)
  await decide([approve(good), approve(stale, 9)])
  const records = (await api.database.queries.select().from(reviews)).filter(({ entryId }) =>
    [good, stale].includes(entryId),
  )
  expect(
    records.map(({ entryId, by, decision, versionSeen }) => [entryId, by, decision, versionSeen]),
  ).toEqual([[good, MANAGER, 'approved', 1]])
})

describe('asked again', () => {
  test('with the same key and body, the first answer comes again', async () => {
    const [id = ''] = await fill(1)
    const first = await decide([approve(id)], { key: 'batch-1' })
    const second = await decide([approve(id)], { key: 'batch-1' })
    expect(first.results[0]?.status).toBe(200)
    expect(second.results).toEqual(first.results)
  })

  test('with the same key and another body, it is refused', async () => {
    const [one = '', other = ''] = await fill(2)
    await decide([approve(one)], { key: 'batch-2' })
    const { status, body } = await decide([approve(other)], { key: 'batch-2' })
    expect([status, body.code]).toEqual([422, 'idempotency-key-reused'])
  })

  test('without a key, each says that it was decided', async () => {
    const [id = ''] = await fill(1)
    await decide([approve(id)])
    expect((await decide([approve(id)])).results[0]?.problem).toMatchObject({
      code: 'already-decided',
      decided: { by: MANAGER },
    })
  })
})

describe('bad input', () => {
  const id = newId()
  test.each<[string, unknown]>([
    ['no list', approve(id)],
    ['the same entry twice', [approve(id), approve(id.toUpperCase())]],
    ['no version', [{ id, decision: 'approved' }]],
    ['no decision', [{ id, version: 1 }]],
    ['no uuid', [approve('17')]],
    ['a rejection without comment', [{ id, decision: 'rejected', version: 1 }]],
    ['a rejection with an empty comment', [{ id, decision: 'rejected', version: 1, comment: '  ' }]],
    ['NUL in a comment', [{ id, decision: 'rejected', version: 1, comment: 'a\0b' }]],
    ['half a character in a comment', [{ id, decision: 'rejected', version: 1, comment: '\ud800' }]],
    ['10 000 characters of comment', [{ id, decision: 'rejected', version: 1, comment: 'x'.repeat(10_000) }]],
  ])('%s is 422', async (_name, body) => {
    const answer = await decide(body)
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid-body'])
  })

  test.each([
    `'); drop table entries; --`,
    '<img src=x onerror=alert(1)>',
    '\u202egnirts',
    '{"a":"\\u0000"}',
    '🙂 é\n\t',
  ])('the comment %j is kept as it is', async (comment) => {
    const [rejected = ''] = await fill(1)
    const { results } = await decide([{ id: rejected, decision: 'rejected', comment, version: 1 }])
    expect(results[0]?.entry?.review?.comment).toBe(comment.trim())
  })

  test('a body with 500 comments of full length is taken', async () => {
    const ids = await fill(500)
    const comment = 'é'.repeat(1000)
    const { status, results } = await decide(
      ids.map((each) => ({ id: each, decision: 'rejected', comment, version: 1 })),
    )
    expect([status, results.filter((result) => result.status === 200).length]).toEqual([200, 500])
  })
})

test('who may not approve is refused with the scope that it needs', async () => {
  const [id = ''] = await fill(1)
  const { status, body, headers } = await decide([approve(id)], { user: EMPLOYEE })
  expect([status, body.code]).toEqual([403, 'insufficient-scope'])
  expect(headers.get('www-authenticate')).toContain('scope="approve:timesheets"')
})

test('of two managers who decide on the same entries at once, each entry is decided by exactly one', async () => {
  const ids = await fill(60)
  const [first, second] = await Promise.all([
    decide(ids.map((id) => approve(id))),
    decide(
      ids.toReversed().map((id) => ({ id, decision: 'rejected', comment: 'No', version: 1 })),
      { user: DIRECTOR },
    ),
  ])
  const outcomes = new Map(first.results.map((result) => [result.id, [result.status]]))
  for (const { id, status } of second.results) outcomes.get(id)?.push(status)
  for (const statuses of outcomes.values()) expect(statuses.toSorted()).toEqual([200, 409])
  const records = (await api.database.queries.select().from(reviews)).filter(({ entryId }) =>
    ids.includes(entryId),
  )
  expect(records).toHaveLength(60)
})

test('nothing of all this was an internal error', () => {
  expect(api.errors).toEqual([])
})
