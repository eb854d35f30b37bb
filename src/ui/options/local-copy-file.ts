import type { CopiedEntry, LocalCopy, LocalCopyFile } from '../../contract/local-copy.ts'
import type { Snapshot, SyncState } from '../../contract/snapshot.ts'
import { BYTE_ORDER_MARK, type Cell, csvOf } from '../../domain/csv.ts'
import { copyTimer } from '../../domain/timer-copy.ts'

export type FileKind = 'csv' | 'json'

export interface ExportFile {
  readonly name: string
  readonly type: string
  readonly content: string
}

/** @param exportedAt RFC 3339, UTC */
export function fileOf(copy: LocalCopy, kind: FileKind, exportedAt: string): ExportFile {
  const name = `timejot-${exportedAt.slice(0, 10)}.${kind}`
  if (kind === 'csv')
    return { name, type: 'text/csv;charset=utf-8', content: BYTE_ORDER_MARK + tableOf(copy.entries) }
  const content: LocalCopyFile = { format: 'timejot-local-copy', version: 2, exportedAt, ...copy }
  return { name, type: 'application/json', content: `${JSON.stringify(content, null, 2)}\n` }
}

const STATES: Readonly<Record<SyncState, CopiedEntry['state']>> = {
  sent: 'sent',
  waiting: 'unsent',
  sending: 'unsent',
  attention: 'parked',
  conflict: 'parked',
}

/** What is left to save when the database cannot be read: what was last on screen. */
export function copyOfSnapshot({ account, entries, timer }: Snapshot): LocalCopy | null {
  if (!account) return null
  const copied = entries.map(({ sync, failure, failureDetail, ...entry }): CopiedEntry => {
    const reason = failure && { code: failure, detail: failureDetail }
    return { ...entry, state: STATES[sync], reason, deleted: false }
  })
  return {
    account: account.key,
    source: 'snapshot',
    entries: copied,
    outbox: [],
    timer: timer && copyTimer(timer),
    favourites: [],
  }
}

/** In the terms of the API, which are the same in every language. */
const COLUMNS: readonly (readonly [string, (entry: CopiedEntry) => Cell])[] = [
  ['date', ({ date }) => date],
  ['start', ({ start }) => start],
  ['minutes', ({ minutes }) => minutes],
  ['project', ({ project }) => project],
  ['task', ({ task }) => task],
  ['tags', ({ tags }) => tags.join(' ')],
  ['note', ({ note }) => note],
  ['billable', ({ billable }) => String(billable)],
  ['status', ({ status }) => status],
  ['review_comment', ({ review }) => review?.comment ?? null],
  ['state', ({ state, deleted }) => (deleted ? `${state}, deleted` : state)],
  ['reason', ({ reason }) => reason?.code ?? null],
  ['reason_detail', ({ reason }) => reason?.detail ?? null],
  ['project_id', ({ projectId }) => projectId],
  ['id', ({ id }) => id],
  ['version', ({ version }) => version],
]

function tableOf(entries: readonly CopiedEntry[]): string {
  return csvOf([
    COLUMNS.map(([name]) => name),
    ...entries.map((entry) => COLUMNS.map(([, cellOf]) => cellOf(entry))),
  ])
}
