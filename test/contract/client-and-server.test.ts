import 'fake-indexeddb/auto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EntryContent } from '../../src/domain/entry.ts'
import { EMPLOYEE, MANAGER, newId, startTestApi, type TestApi } from './support/api.ts'
import { openClient } from './support/client.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

const CONTENT: EntryContent = {
  date: '2026-11-20',
  start: null,
  minutes: 90,
  project: 'Website',
  projectId: 'acme-website',
  task: 'Design',
  tags: ['workshop'],
  note: '<b>as typed</b>  ',
  billable: true,
}

const clientOf = (user: string) => openClient(api, user)

test('an entry lives its whole life between client and server', async () => {
  const employee = await clientOf(EMPLOYEE)
  const manager = await clientOf(MANAGER)
  const id = newId()

  const stored = await employee.createEntry(id, CONTENT, 'create-1')
  expect(stored).toMatchObject({ ...CONTENT, id, userId: EMPLOYEE, status: 'submitted', version: 1 })
  expect(await employee.createEntry(id, CONTENT, 'create-1')).toEqual(stored)
  expect(await employee.createEntry(id, CONTENT, 'another-key')).toEqual(stored)

  const changed = await employee.changeEntry(id, { ...CONTENT, minutes: 120 }, 1, 'change-1')
  expect(changed).toMatchObject({ minutes: 120, version: 2 })
  await expect(employee.changeEntry(id, CONTENT, 1, 'change-2')).rejects.toMatchObject({
    code: 'version-conflict',
    current: { id, version: 2, minutes: 120 },
  })
  expect((await employee.listEntries({})).rows).toMatchObject([{ id, version: 2 }])

  const [waiting] = (await manager.listApprovals({})).rows
  expect(waiting).toMatchObject({
    ...{ id, version: 2, userId: EMPLOYEE, weekTargetMinutes: 2400 },
    flags: [{ kind: 'changed', submittedVersion: 1 }],
  })
  await expect(
    manager.decide(id, { decision: 'approved', comment: null, version: 1 }, 'd-0'),
  ).rejects.toMatchObject({
    code: 'version-conflict',
  })
  expect(
    await manager.decide(id, { decision: 'rejected', comment: 'Which page?', version: 2 }, 'd-1'),
  ).toMatchObject({
    status: 'rejected',
    review: { by: MANAGER, comment: 'Which page?' },
    version: 3,
  })
  await expect(
    manager.decide(id, { decision: 'approved', comment: null, version: 3 }, 'd-2'),
  ).rejects.toMatchObject({
    code: 'already-decided',
    decided: { by: MANAGER },
  })

  expect(await employee.changeEntry(id, CONTENT, 3, 'change-3')).toMatchObject({
    status: 'submitted',
    review: null,
  })
  await manager.decide(id, { decision: 'approved', comment: null, version: 4 }, 'd-3')
  await expect(employee.changeEntry(id, CONTENT, 5, 'change-4')).rejects.toMatchObject({
    code: 'entry-locked',
  })
  await expect(employee.deleteEntry(id, 5)).rejects.toMatchObject({ code: 'entry-locked' })
})

test('a week goes to and fro between client and server', async () => {
  const employee = await clientOf(EMPLOYEE)
  const manager = await clientOf(MANAGER)
  const id = newId()
  const content = { ...CONTENT, date: '2025-12-31' }
  expect(await employee.createEntry(id, content, 'w-1', true)).toMatchObject({ id, status: 'draft' })
  expect(await employee.readWeek('2026-W01')).toEqual({ targetMinutes: 2400, dayTargetMinutes: 480 })
  const decision = { decision: 'rejected', comment: 'No', version: 1 }
  await expect(manager.decide(id, decision, 'w-2')).rejects.toMatchObject({ code: 'not-submitted' })
  expect(await employee.submitWeek('2026-W01')).toMatchObject([{ id, status: 'submitted', version: 2 }])
  expect(await employee.recallWeek('2026-W01')).toMatchObject([{ id, status: 'draft', version: 3 }])
  await employee.submitWeek('2026-W01')
  await manager.decide(id, { ...decision, version: 4 }, 'w-3')
  await expect(employee.recallWeek('2026-W01')).rejects.toMatchObject({ code: 'week-reviewed' })
  expect(await employee.changeEntry(id, { ...content, note: 'so' }, 5, 'w-4', true)).toMatchObject({
    status: 'draft',
    review: null,
  })
  await expect(employee.submitWeek('2025-W30')).rejects.toMatchObject({ code: 'week-empty' })
})

test('what a manager has decided is listed', async () => {
  const employee = await clientOf(EMPLOYEE)
  const manager = await clientOf(MANAGER)
  const id = newId()
  await employee.createEntry(id, { ...CONTENT, date: '2025-07-01', note: 'of July' }, 'h-1')
  const asked = { id, version: 1, decision: 'rejected', comment: 'Which month?' } as const
  expect(await manager.decideAll([asked], 'h-2')).toEqual([{ id, status: 200, problem: null }])
  const { rows } = await manager.listDecisions({})
  expect(rows.find(({ note }) => note === 'of July')).toMatchObject({
    ...{ person: EMPLOYEE, date: '2025-07-01', decision: 'rejected', comment: 'Which month?' },
  })
})

test('a deletion is settled whoever repeats it', async () => {
  const employee = await clientOf(EMPLOYEE)
  const id = newId()
  await employee.createEntry(id, CONTENT, 'create-2')
  await employee.deleteEntry(id, 1)
  await employee.deleteEntry(id, 1)
  expect((await employee.listEntries({})).rows.some((entry) => entry.id === id)).toBe(false)
})

test('what the server does not grant arrives as the failure it is', async () => {
  const employee = await clientOf(EMPLOYEE)
  const decision = { decision: 'approved', comment: null, version: 1 }
  await expect(employee.listApprovals({})).rejects.toMatchObject({ code: 'insufficient-scope' })
  await expect(employee.decide(newId(), decision, 'd')).rejects.toMatchObject({ code: 'insufficient-scope' })
  await expect(employee.createEntry(newId(), { ...CONTENT, date: '2026-12-24' }, 'f')).rejects.toMatchObject({
    code: 'invalid-entry',
    detail: expect.stringContaining('/date'),
  })
  await expect(employee.createEntry(newId(), { ...CONTENT, minutes: 1440 }, 'g')).rejects.toMatchObject({
    code: 'day-full',
  })
  const manager = await clientOf(MANAGER)
  const own = newId()
  await manager.createEntry(own, CONTENT, 'h')
  await expect(manager.decide(own, decision, 'i')).rejects.toMatchObject({ code: 'own-entry' })
  expect(await employee.listProjects()).toContainEqual({
    id: 'acme-website',
    name: 'Website',
    client: 'Acme',
    tasks: ['Design'],
    archived: false,
  })
})
