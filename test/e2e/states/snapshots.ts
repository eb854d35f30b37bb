import type { Snapshot } from '../../../src/contract/snapshot.ts'
import { NOW, PROJECTS, week } from './entries.ts'

const NOBODY_MAY = {
  read: false,
  create: false,
  change: false,
  delete: false,
  submit: false,
  approve: false,
  reject: false,
  history: false,
}
export const READS_ALONE = { ...NOBODY_MAY, read: true }
export const NOTHING_LEFT_OUT = { entries: false, projects: false, approvals: false }
const EMPLOYEE = {
  read: true,
  create: true,
  change: true,
  delete: true,
  submit: true,
  approve: false,
  reject: false,
  history: false,
}

/** Before anybody has signed in. */
export function signedOut(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    version: 7,
    session: 'signed-out',
    failure: null,
    account: null,
    can: NOBODY_MAY,
    endedScopes: [],
    logoutUntilMs: null,
    entries: [],
    weeks: [],
    projects: [],
    approvals: null,
    recentComments: [],
    truncated: NOTHING_LEFT_OUT,
    undo: null,
    timer: null,
    sync: {
      state: 'never',
      waiting: 0,
      progress: null,
      attention: 0,
      forbidden: false,
      doneAtMs: null,
      offlineSinceMs: null,
    },
    from: '2026-11-09',
    ...changes,
  }
}

/** An employee at work. */
export function atWork(changes: Partial<Snapshot> = {}): Snapshot {
  return signedOut({
    session: 'signed-in',
    account: {
      key: 'https://login.example|employee',
      name: 'Demo Employee',
      email: 'employee@exampleco.com',
    },
    can: EMPLOYEE,
    entries: week(),
    projects: PROJECTS,
    sync: {
      state: 'done',
      waiting: 0,
      progress: null,
      attention: 0,
      forbidden: false,
      doneAtMs: NOW.getTime() - 60_000,
      offlineSinceMs: null,
    },
    ...changes,
  })
}

/** A manager at work. */
export function managing(changes: Partial<Snapshot> = {}): Snapshot {
  return atWork({
    account: { key: 'https://login.example|mia', name: 'Mia Manager', email: 'mia@exampleco.com' },
    can: { ...EMPLOYEE, approve: true, reject: true, history: true },
    approvals: [],
    ...changes,
  })
}
