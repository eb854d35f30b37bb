import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resolveProject } from '../../src/domain/project-search.ts'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import { seedDemo } from '../../src/server/seed.ts'
import { listForApprover } from '../../src/server/store/approvals.ts'
import { type Database, openDatabase } from '../../src/server/store/database.ts'
import { listEntries } from '../../src/server/store/entries.ts'
import { listProjects } from '../../src/server/store/projects.ts'
import { reviews } from '../../src/server/store/schema.ts'

describe.each([
  ['a Saturday', '2026-11-21', '2026-11-02', ['approved', 'rejected', 'submitted', 'draft']],
  ['a Monday', '2026-11-23', '2026-11-09', ['approved', 'rejected', 'submitted']],
])('demo data made on %s', (_name, today, firstDay, statuses) => {
  let database: Database
  beforeAll(async () => {
    database = await openDatabase()
    await seedDemo(database, today)
  })
  afterAll(() => database.close())

  test('have ten projects, one of them Acme’s, which @acme means', async () => {
    const projects = await listProjects(database.queries)
    expect(projects).toHaveLength(10)
    expect(projects.filter(({ client }) => client === 'Acme').map(({ name }) => name)).toEqual(['Website'])
    expect(resolveProject('acme', projects)?.id).toBe('acme-website')
  })

  test.each(DEMO_ACCOUNTS.map(({ sub }) => sub))(
    '%s has weeks of entries, none today or later',
    async (sub) => {
      const entries = await listEntries(database.queries, sub, {})
      expect(entries[0]?.date).toBe(firstDay)
      expect(entries.length).toBeGreaterThan(12)
      expect(entries.every(({ date }) => date < today)).toBe(true)
      expect(new Set(entries.map(({ status }) => status))).toEqual(new Set(statuses))
      expect(
        entries.every(({ status, submittedAt }) => (status === 'draft') === (submittedAt === null)),
      ).toBe(true)
      const minutesByDay = Map.groupBy(entries, ({ date }) => date)
      for (const [, ofDay] of minutesByDay) {
        expect(ofDay.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(480)
      }
    },
  )

  test('give the manager something to approve, by name, and every decision its record', async () => {
    const waiting = await listForApprover(database.queries, 'manager@exampleco.com', { status: 'submitted' })
    expect(new Set(waiting.map(({ userName }) => userName))).toEqual(
      new Set(['Demo Employee', 'Demo Contractor']),
    )
    const all = (
      await Promise.all(DEMO_ACCOUNTS.map(({ sub }) => listEntries(database.queries, sub, {})))
    ).flat()
    const decided = all.filter(({ status }) => status === 'approved' || status === 'rejected')
    expect(await database.queries.select().from(reviews)).toHaveLength(decided.length)
    expect(decided.every(({ userId, reviewBy }) => reviewBy !== null && reviewBy !== userId)).toBe(true)
    expect(
      decided.every(({ status, reviewComment }) => (status === 'rejected') === (reviewComment !== null)),
    ).toBe(true)
  })

  test('are made once', async () => {
    const before = await listEntries(database.queries, 'employee@exampleco.com', {})
    await seedDemo(database, '2026-12-24')
    expect(await listEntries(database.queries, 'employee@exampleco.com', {})).toEqual(before)
  })
})
