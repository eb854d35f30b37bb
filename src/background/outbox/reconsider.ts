import { sameContent } from '../../domain/conflict.ts'
import { type Entry, isLocked } from '../../domain/entry.ts'
import type { LocalEntry, Operation } from '../store/database.ts'
import { FIRST_VERSION, UNTROUBLED } from './operations.ts'

export interface Reconsidered {
  readonly local: LocalEntry
  /** Null when nothing is left to send. */
  readonly operation: Operation | null
}

/**
 * An addition or a change that was refused and waits for a person, with the changes that were made behind it, in the
 * light of the entry as the server lists it; null where that changes nothing. What is returned stands for all of them:
 * what was typed last is what the person wants.
 *
 * An addition has arrived after all, whatever the last answer to it was: what is left of it is a change of what is
 * there, or a choice where somebody has changed that since. Of an approved entry, too, a choice is all that can be made.
 */
export function reconsider(
  local: LocalEntry,
  operation: Operation,
  later: readonly Operation[],
  server: Entry,
): Reconsidered | null {
  const { act: refused } = operation
  const { act, operationId } = later.at(-1) ?? operation
  if (local.conflict || !hasContent(refused) || !hasContent(act)) return null
  if (sameContent(server, act.content)) {
    const settled = { ...local, ...UNTROUBLED, entry: server, confirmed: server, sync: 'sent' } as const
    return { local: settled, operation: null }
  }
  const locked = isLocked(server)
  const hasArrived = sameContent(server, refused.content)
  if (refused.kind === 'update' && !locked && !hasArrived) return null
  const change = { ...operation, operationId, act: { ...act, kind: 'update' } } as const
  if (!locked && (hasArrived || server.version === FIRST_VERSION)) {
    const waiting = { ...local, ...UNTROUBLED, confirmed: server, sync: 'waiting' } as const
    return { local: waiting, operation: { ...change, attempts: 0, parked: null } }
  }
  const code = locked ? 'entry-locked' : 'version-conflict'
  const conflict = { mine: 'change', theirs: server, locked } as const
  return {
    local: { ...local, failure: code, failureDetail: null, conflict },
    operation: { ...change, parked: { code, detail: null } },
  }
}

function hasContent(act: Operation['act']): act is Extract<Operation['act'], { content: unknown }> {
  return act.kind === 'create' || act.kind === 'update'
}
