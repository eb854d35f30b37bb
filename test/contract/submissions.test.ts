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
