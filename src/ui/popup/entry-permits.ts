import type { EntryView } from '../../contract/snapshot.ts'
import { isLocked } from '../../domain/entry.ts'
import type { Capabilities } from '../../domain/permissions.ts'

export interface EntryPermits {
  /** Also to move it to another day. */
  readonly edit: boolean
  readonly delete: boolean
  readonly copy: boolean
}

/** What the interface offers to do with an entry. */
export function permitsOf(entry: EntryView, can: Capabilities | undefined): EntryPermits {
  if (!can) return { edit: false, delete: false, copy: false }
  // In a conflict the choice between the versions comes first.
  const isClosed = isLocked(entry) || entry.conflict !== null
  // What is on this device alone is not yet in the hands of a server that changes nothing.
  const isOursAlone = can.create && entry.sync !== 'sent'
  return {
    edit: !isClosed && (can.change || isOursAlone),
    delete: !isClosed && (can.delete || isOursAlone),
    copy: can.create && entry.conflict === null,
  }
}
