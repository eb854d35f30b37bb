import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submissions } from '../../src/server/store/schema.ts'
import { CONTRACTOR, EMPLOYEE, MANAGER, type Received, startTestApi, type TestApi } from './support/api.ts'
import { createPerson, type Person } from './support/people.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

/** 16 to 22 November; today, in these tests, is Saturday the 21st. */
const WEEK = '2026-W47'
const SUBMISSION = `/weeks/${WEEK}/submission`
const NOW = '2026-11-21T12:00:00.000Z'

const draft = (person: Person, date: string, minutes: number, more: object = {}) =>
  person.book({ date, minutes, status: 'draft', ...more })
const submit = (person: Person, week = WEEK) => person.send('PUT', `/weeks/${week}/submission`)
const recall = (person: Person, week = WEEK) => person.send('DELETE', `/weeks/${week}/submission`)
const read = async (person: Person, week = WEEK) => (await person.send('GET', `/weeks/${week}`)).body
const reject = (person: Person, id: string) =>
  person.decide(id, { decision: 'rejected', comment: 'Which client?' })
const standing = ({ body }: Received) =>
  (body as unknown as { entries: { status: string; version: number }[] }).entries.map(
    ({ status, version }) => [status, version],
  )
const recordsOf = async ({ user }: Person) =>
  (await api.database.queries.select().from(submissions)).filter(({ userId }) => userId === user)

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

describe('submitting', () => {
  test('hands in the drafts of that week, and no others', async () => {
    const [person, other] = [createPerson(api), createPerson(api)]
    const inside = await draft(person, '2026-11-16', 60)
    await draft(person, '2026-11-15', 60)
    const foreign = await draft(other, '2026-11-16', 60)
    const answer = await submit(person)
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, null])
    expect(answer.body).toMatchObject({
      week: WEEK,
      status: 'submitted',
      minutes: 60,
      submitted_at: NOW,
      entries: [
        {
          ...inside.body,
          status: 'submitted',
          version: 2,
          submitted_at: NOW,
          updated_at: expect.any(String),
        },
      ],
    })
    expect(await read(person, '2026-W46')).toMatchObject({ status: 'open' })
    expect(await read(other)).toMatchObject({ status: 'open' })
    const waiting = (await api.send(MANAGER, 'GET', '/approvals')).body.map(({ id }) => id)
    expect(waiting).toContain(inside.body.id)
    expect(waiting).not.toContain(foreign.body.id)
  })

  test('is told to who stays in step', async () => {
    const person = createPerson(api)
    const { body } = await draft(person, '2026-11-16', 60)
    const until = (await person.list()).headers.get('updated-until')
    await submit(person)
    const news = await person.list(`?updated_since=${encodeURIComponent(until ?? '')}`)
    expect(news.body.map(({ id, version }) => [id, version])).toEqual([[body.id, 2]])
  })

  test('twice is once; a third time takes what is a draft since', async () => {
    const person = createPerson(api)
    await draft(person, '2026-11-16', 60)
    expect(standing(await submit(person))).toEqual([['submitted', 2]])
    expect(standing(await submit(person))).toEqual([['submitted', 2]])
    await draft(person, '2026-11-17', 60)
    expect(await read(person)).toMatchObject({ status: 'partly-submitted' })
    expect(standing(await submit(person))).toEqual([
      ['submitted', 2],
      ['submitted', 2],
    ])
    expect(await recordsOf(person)).toHaveLength(2)
  })

  test.each([WEEK, '2026-W48', '2027-W30'])('an empty week, %s, is 409', async (week) => {
    const person = createPerson(api)
    const gone = await draft(person, '2026-11-16', 60)
    await person.remove(gone.body.id)
    const answer = await submit(person, week)
    expect([answer.status, answer.body.code]).toEqual([409, 'week-empty'])
    expect(await recordsOf(person)).toEqual([])
  })

  test('leaves what was approved, and what was rejected and not changed', async () => {
    const person = createPerson(api)
    const [approved, rejected] = [await person.book(), await person.book()]
    await person.decide(approved.body.id)
    await reject(person, rejected.body.id)
    await draft(person, '2026-11-20', 60)
    const answer = await submit(person)
    expect(answer.body).toMatchObject({ status: 'rejected' })
    expect(standing(answer)).toEqual([
      ['approved', 2],
      ['rejected', 2],
      ['submitted', 2],
    ])
  })

  test('takes a rejected entry again once its owner has changed it', async () => {
    const person = createPerson(api)
    const { body } = await draft(person, '2026-11-16', 60)
    await submit(person)
    await reject(person, body.id)
    await person.change(body.id, { note: 'for Acme', status: 'draft' })
    const answer = await submit(person)
    expect(answer.body).toMatchObject({ status: 'submitted' })
    expect(standing(answer)).toEqual([['submitted', 5]])
    expect((await person.decide(body.id, { version: 5 })).body).toMatchObject({ status: 'approved' })
    expect(await read(person)).toMatchObject({ status: 'approved' })
  })

  test('at the same time as a second one is done once', async () => {
    const person = createPerson(api)
    await draft(person, '2026-11-16', 60)
    await draft(person, '2026-11-17', 60)
    const answers = await Promise.all([submit(person), submit(person), submit(person)])
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(standing(answer)).toEqual([
        ['submitted', 2],
        ['submitted', 2],
      ])
    }
    expect(await recordsOf(person)).toHaveLength(1)
  })
})

describe('recalling', () => {
  test('makes drafts of what was submitted, and again changes nothing', async () => {
    const person = createPerson(api)
    const { body } = await draft(person, '2026-11-16', 60)
    await submit(person)
    const answer = await recall(person)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ status: 'open', submitted_at: null })
    expect(standing(answer)).toEqual([['draft', 3]])
    expect(standing(await recall(person))).toEqual([['draft', 3]])
    expect((await person.decide(body.id)).body.code).toBe('not-submitted')
    expect(standing(await submit(person))).toEqual([['submitted', 4]])
  })

  test.each(['approved', 'rejected'])(
    'is 409 once something was %s, and changes nothing',
    async (decision) => {
      const person = createPerson(api)
      const { body } = await draft(person, '2026-11-16', 60)
      await draft(person, '2026-11-17', 60)
      await submit(person)
      await person.decide(body.id, { decision, comment: 'So' })
      const answer = await recall(person)
      expect([answer.status, answer.body.code]).toEqual([409, 'week-reviewed'])
      expect(answer.body.decided).toEqual({ by: MANAGER, at: NOW })
      expect((await read(person)).submitted_at).toBe(NOW)
      expect(standing(await submit(person))).toEqual([
        [decision, 3],
        ['submitted', 2],
      ])
    },
  )

  test('is possible again once everything rejected was changed', async () => {
    const person = createPerson(api)
    const { body } = await draft(person, '2026-11-16', 60)
    await submit(person)
    await reject(person, body.id)
    await person.change(body.id, { note: 'so', status: 'draft' })
    await submit(person)
    expect(standing(await recall(person))).toEqual([['draft', 6]])
  })

  test.each(['2026-W46', '2026-W48'])('where there is nothing, in %s, changes nothing', async (week) => {
    const person = createPerson(api)
    const answer = await recall(person, week)
    expect([answer.status, standing(answer)]).toEqual([200, []])
    expect(await recordsOf(person)).toEqual([])
  })

  test('at the same time as a decision, one of the two comes first', async () => {
    const person = createPerson(api)
    const { body } = await draft(person, '2026-11-16', 60)
    await submit(person)
    const [recalled, decided] = await Promise.all([recall(person), person.decide(body.id)])
    expect([
      [200, 409],
      [409, 200],
    ]).toContainEqual([recalled.status, decided.status])
  })
})

test('every submission and recall leaves a record of who, when and what it was about', async () => {
  const person = createPerson(api)
  const { body } = await draft(person, '2026-11-16', 60)
  await submit(person)
  await recall(person)
  const records = await recordsOf(person)
  expect(records.map(({ id: _, ...record }) => record)).toEqual([
    {
      userId: person.user,
      week: WEEK,
      act: 'submitted',
      by: person.user,
      at: new Date(NOW),
      entries: [{ id: body.id, version: 1 }],
    },
    {
      userId: person.user,
      week: WEEK,
      act: 'recalled',
      by: person.user,
      at: new Date(NOW),
      entries: [{ id: body.id, version: 2 }],
    },
  ])
})

test('a body is not looked at', async () => {
  const person = createPerson(api)
  await draft(person, '2026-11-16', 60)
  const answer = await person.send('PUT', SUBMISSION, { body: { user_id: CONTRACTOR, entries: [] } })
  expect(standing(answer)).toEqual([['submitted', 2]])
  expect((await api.send(EMPLOYEE, 'GET', `/weeks/${WEEK}`)).body).toMatchObject({ minutes: 0 })
})

test('nothing of all this was an internal error', () => {
  expect(api.errors).toEqual([])
})
