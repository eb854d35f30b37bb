import { authorOf, readAccount } from '../../src/background/account.ts'
import { ApiRefusal } from '../../src/background/api/api-failure.ts'
import type { ApiClient, EntryPage } from '../../src/background/api/client.ts'
import { drainOutbox } from '../../src/background/outbox/drain.ts'
import type { Author } from '../../src/background/outbox/operations.ts'
import { createOutbox } from '../../src/background/outbox/outbox.ts'
import { pullAll } from '../../src/background/outbox/pull.ts'
import { createConflictChoices } from '../../src/background/outbox/resolve-conflict.ts'
import { createWeekActs } from '../../src/background/outbox/week-acts.ts'
import type { Database } from '../../src/background/store/database.ts'
import { openDatabase } from '../../src/background/store/migrations.ts'
import type { ReceivedDecision } from '../../src/contract/received-approval.ts'
import type { Entry, EntryContent } from '../../src/domain/entry.ts'
import type { FailureCode } from '../../src/domain/failure.ts'
import { type ApiProfile, FULL_PROFILE, USER_SCOPES } from '../../src/domain/permissions.ts'

export const AUTHOR = { account: 'issuer|employee', userId: 'employee' }
export const ID = '0190a4a0-0000-7000-8000-000000000001'
export const OTHER_ID = '0190a4a0-0000-7000-8000-000000000002'
export const EVERYTHING = {
  read: true,
  create: true,
  change: true,
  delete: true,
  submit: true,
  approve: true,
  reject: true,
  history: true,
}

export const content = (note: string): EntryContent => ({
  date: '2026-11-20',
  start: null,
  minutes: 120,
  project: 'Website',
  projectId: 'p1',
  task: null,
  tags: [],
  note,
  billable: true,
})
export const stored = (id: string, note: string, more: Partial<Entry> = {}): Entry => ({
  ...content(note),
  id,
  userId: 'employee',
  status: 'submitted',
  review: null,
  version: 1,
  ...more,
})
export const refusal = (code: FailureCode, more: Partial<ApiRefusal> = {}) =>
  new ApiRefusal(code, null, { current: null, decided: null, retryAfterMs: null, ...more })
export const wire = (entry: Entry) => ({ ...entry, user_id: entry.userId, project_id: entry.projectId })
/** All entries as a server of the base profile sends them: in one page, with no time to continue from. */
export const everything = (entries: readonly Entry[]): EntryPage => ({
  rows: entries.map((entry) => ({ ...entry, userName: null })),
  next: null,
  until: null,
})
export const throwing = (error: Error) => () => {
  throw error
}

export type Device = Awaited<ReturnType<typeof createDevice>>

let devices = 0

/** One person's device: the real store and outbox, a clock that stands still, and a server that says what it is told. */
export async function createDevice(given?: Database) {
  devices += 1
  const database = given ?? (await openDatabase(`device-${devices}`))
  const account = {
    key: AUTHOR.account,
    name: 'Demo Employee',
    email: null,
    sub: 'employee',
    scopes: [...USER_SCOPES],
  }
  await database.put('singletons', account, 'account')
  let operation = 0

  const answer = async <Value>(call: unknown[], usual: Value): Promise<Value> => {
    device.calls.push(call)
    const scripted = device.answers.shift()
    return scripted ? (scripted() as Value) : usual
  }
  const client: ApiClient = {
    readProfile: async () => FULL_PROFILE,
    listEntries: (query) => answer(['list', query], everything([])),
    listProjects: async () => [],
    listApprovals: async () => ({ rows: [], next: null }),
    readWeek: async () => ({ targetMinutes: 2400, dayTargetMinutes: 480 }),
    submitWeek: (week) => answer(['submit', week], []),
    recallWeek: (week) => answer(['recall', week], []),
    createEntry: (id, body, key) =>
      answer(['create', id, body.note, key], { ...stored(id, body.note), userName: null }),
    changeEntry: (id, body, version, key) => {
      const changed = stored(id, body.note, { version: version + 1 })
      return answer(['change', id, body.note, version, key], { ...changed, userName: null })
    },
    deleteEntry: (id, version) => answer(['delete', id, version], undefined),
    decide: (id, { decision, version }) =>
      answer(['decide', id, decision, version], { ...stored(id, ''), userName: null }),
    listDecisions: async () => ({ rows: [], next: null }),
    decideAll: (items, key) =>
      answer(
        ['decide-all', items.map(({ id, version }) => `${id} ${version}`), items[0]?.decision, key],
        items.map(({ id }): ReceivedDecision => ({ id, status: 200, problem: null })),
      ),
  }
  const now = () => device.nowMs
  const acts = { database, now, newOperationId: () => `op-${++operation}` }
  const device = {
    database,
    client,
    nowMs: 1_000_000,
    /** What the server offers. */
    profile: FULL_PROFILE as ApiProfile | null,
    calls: [] as unknown[][],
    /** What the next calls answer; a call without an answer here succeeds. */
    answers: [] as (() => unknown)[],
    outbox: createOutbox(acts),
    conflicts: createConflictChoices(acts),
    weeks: createWeekActs(acts),
    drain: async () =>
      await drainOutbox(await authorOnScreen(database), {
        database,
        client,
        now,
        profile: device.profile,
        onProgress: async () => undefined,
        onPart: async () => undefined,
      }),
    pull: () => pullAll(AUTHOR, EVERYTHING, { database, client, now, profile: device.profile }),
    entry: (id = ID) => database.get('entries', [AUTHOR.account, id]),
    operations: () => database.getAllFromIndex('outbox', 'account', AUTHOR.account),
  }
  return device
}

/** As a worker reads it when it begins to send. */
async function authorOnScreen(database: Database): Promise<Author> {
  const account = await readAccount(database)
  return account?.key === AUTHOR.account ? authorOf(account) : AUTHOR
}
