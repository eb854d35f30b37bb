import type { ApprovalView, EntryView } from '../../../src/contract/snapshot.ts'
import type { Project } from '../../../src/domain/entry.ts'

/** A Friday afternoon; every state is seen at this moment. */
export const NOW = new Date(2026, 10, 20, 15, 30)
export const TODAY = '2026-11-20'

export const PROJECTS: readonly Project[] = [
  project('p1', 'Acme', 'Website'),
  project('p2', 'Acme', 'Mobile app'),
  project('p3', 'Orbit', 'Support'),
  project('p4', 'Orbit', 'Data migration'),
  project('p5', 'Nordwind', 'Shop relaunch'),
  project('p6', 'Nordwind', 'Warehouse'),
  project('p7', null, 'Internal'),
  project('p8', null, 'Training'),
]

function project(id: string, client: string | null, name: string): Project {
  return { id, client, name, tasks: [], archived: false }
}

let made = 0

export function entry(changes: Partial<EntryView> = {}): EntryView {
  made += 1
  return {
    id: `entry-${made}`,
    userId: 'employee',
    date: TODAY,
    start: null,
    minutes: 120,
    project: 'Website',
    projectId: 'p1',
    task: null,
    tags: [],
    note: 'design review',
    billable: true,
    status: 'submitted',
    review: null,
    version: 1,
    sync: 'sent',
    failure: null,
    failureDetail: null,
    conflict: null,
    ...changes,
  }
}

export function approval(userName: string | null, changes: Partial<ApprovalView> = {}): ApprovalView {
  const userId = userName?.toLowerCase() ?? 'auth0|5f7c8ec7c33c6c004bbafe82'
  const {
    sync: _sync,
    failure: _failure,
    failureDetail: _detail,
    conflict: _conflict,
    ...entered
  } = entry({ userId })
  return { ...entered, userName, flags: [], weekTargetMinutes: 2400, refusal: null, ...changes }
}

/** An ordinary working week. */
export function week(): readonly EntryView[] {
  return [
    entry({
      sync: 'waiting',
      minutes: 45,
      project: 'Support',
      projectId: 'p3',
      note: 'tickets 4711 to 4718',
    }),
    entry({ minutes: 120, tags: ['workshop'] }),
    entry({ minutes: 90, project: 'Internal', projectId: 'p7', note: '' }),
    entry({ minutes: 75, status: 'approved', note: 'sprint planning' }),
    entry({ date: '2026-11-19', minutes: 240, status: 'approved', note: 'components for the product page' }),
    entry({ date: '2026-11-19', minutes: 255, project: 'Shop relaunch', projectId: 'p5', note: 'checkout' }),
    entry({
      date: '2026-11-18',
      minutes: 420,
      status: 'rejected',
      note: 'migration rehearsal',
      project: 'Data migration',
      projectId: 'p4',
      review: {
        by: 'mia',
        at: '2026-11-19T08:00:00Z',
        comment: 'Two hours of this were for Support, please split.',
      },
    }),
    entry({ date: '2026-11-17', minutes: 480, project: 'Warehouse', projectId: 'p6', note: 'scanner app' }),
    entry({ date: '2026-11-16', minutes: 465, note: 'navigation, search, footer' }),
  ]
}
