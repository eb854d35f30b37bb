import { readMoreApprovals } from './store/open-approvals.ts'
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { AUTHOR, createDevice, type Device, stored } from '../../test/support/device.ts'
import { published } from '../../test/support/published.ts'
import type { Project } from '../domain/entry.ts'

let device: Device
beforeEach(async () => {
  device = await createDevice()
  const manager = {
    key: AUTHOR.account,
    name: 'Demo Manager',
    email: null,
    sub: 'manager',
    scopes: ['read:timesheets', 'approve:timesheets'],
  }
  const report = { doneAtMs: 1, offlineSinceMs: null, failures: 0, retryAtMs: 0 }
  await device.database.put('singletons', manager, 'account')
  await device.database.put('singletons', report, 'sync')
})

describe('what a snapshot cannot carry', () => {
  it('is nothing for an ordinary team', async () => {
    await keepProjects([{ ...PROJECT, id: 'p1' }])
    await keepApprovals(2)
    const { projects, approvals, truncated } = (await published(device)).snapshot
    expect([projects.length, approvals?.length]).toEqual([1, 2])
    expect(truncated).toEqual({ entries: false, projects: false, approvals: false })
  })

  it('is nothing for ten thousand projects with names of their usual length', async () => {
    const transaction = device.database.transaction('projects', 'readwrite')
    for (let index = 0; index < 10_000; index += 1)
      void transaction.store.put({
        ...PROJECT,
        account: AUTHOR.account,
        id: `project-${index}`,
        name: `Überarbeitung der Website, Teil ${index}`,
        client: `Nordwind Versandhandel GmbH ${index}`,
        tasks: ['Entwurf', 'Umsetzung'],
      })
    await transaction.done
    const { projects, truncated } = (await published(device)).snapshot
    expect([projects.length, truncated.projects]).toEqual([10_000, false])
  })

  it('is said of approvals, the newest of which are left out', async () => {
    await keepApprovals(1_001)
    const { approvals, truncated } = (await published(device)).snapshot
    expect(approvals).toHaveLength(1_000)
    expect(approvals?.some(({ date }) => date === '2026-11-21')).toBe(false)
    expect(truncated).toEqual({ entries: false, projects: false, approvals: true })
    const more = await readMoreApprovals(device.database, AUTHOR.account, 1_000)
    expect(more).toMatchObject({ approvals: [{ id: 'a1000', date: '2026-11-21' }], truncated: false })
  })

  it('is said of projects, the archived of which are left out first', async () => {
    const long = { ...PROJECT, tasks: [...Array(2_600).keys()].map((task) => `${task} ${'x'.repeat(396)}`) }
    await keepProjects([
      { ...long, id: 'p1', archived: true },
      { ...long, id: 'p2', archived: true },
      { ...long, id: 'p3' },
      { ...long, id: 'p4' },
    ])
    const { projects, truncated } = (await published(device)).snapshot
    expect(projects.map(({ id }) => id)).toEqual(['p3', 'p4', 'p1'])
    expect(truncated).toEqual({ entries: false, projects: true, approvals: false })
  })
})

const PROJECT = { name: 'Website', client: 'Acme', tasks: [], archived: false }

async function keepProjects(projects: readonly Project[]): Promise<void> {
  for (const project of projects)
    await device.database.put('projects', { ...project, account: AUTHOR.account })
}

/** All of one day, but for the last of the next. */
async function keepApprovals(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const id = `a${index}`
    const date = index === count - 1 ? '2026-11-21' : '2026-11-20'
    const entry = stored(id, '', { userId: 'employee', date })
    await device.database.put('approvals', {
      ...{ account: AUTHOR.account, id, entry, userName: 'Demo Employee', changedAtMs: 0 },
      ...{ flags: [], weekTargetMinutes: null, refusal: null },
    })
  }
}
