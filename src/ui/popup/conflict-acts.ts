import { type Signal, signal } from '@preact/signals'
import type { EntryView } from '../../contract/snapshot.ts'
import { type Conflict, versionOf } from '../../domain/conflict.ts'
import type { Outcome } from '../outcome.ts'
import type { Send } from '../send.ts'
import type { Act } from './act.ts'

/** An entry whose two versions wait for a choice. */
export type ConflictedEntry = EntryView & { readonly conflict: Conflict }

export function isConflicted(entry: EntryView): entry is ConflictedEntry {
  return entry.conflict !== null
}

export interface ConflictActs {
  /** The entry whose two versions stand open. */
  readonly comparing: Signal<string | null>
  readonly keepMine: (entry: ConflictedEntry) => Promise<boolean>
  readonly takeTheirs: (entry: ConflictedEntry) => Promise<boolean>
  readonly logMineAsNew: (entry: ConflictedEntry) => Promise<boolean>
}

interface ConflictActsDeps {
  readonly newId: () => string
  readonly send: Send
  readonly act: Act
}

export function createConflictActs({ newId, send, act }: ConflictActsDeps): ConflictActs {
  return {
    comparing: signal(null),
    keepMine: (entry) =>
      act(
        () => send('keep-mine', choiceOf(entry)),
        () => ({ kind: entry.conflict.mine === 'deletion' ? 'deleted' : 'changed', entry }),
      ),
    takeTheirs: (entry) =>
      act(
        () => send('take-theirs', choiceOf(entry)),
        () => outcomeOfTheirs(entry),
      ),
    logMineAsNew: (entry) =>
      act(
        () => send('log-mine-as-new', { ...choiceOf(entry), newId: newId() }),
        () => ({ kind: 'saved', entry }),
      ),
  }
}

function choiceOf({ id, conflict }: ConflictedEntry) {
  return { id, version: versionOf(conflict.theirs) }
}

function outcomeOfTheirs(entry: ConflictedEntry): Outcome {
  const { mine, theirs } = entry.conflict
  if (mine === 'change' && typeof theirs === 'string') return { kind: 'let-go', entry }
  const kept = typeof theirs === 'string' ? entry : theirs
  return { kind: mine === 'deletion' ? 'kept' : 'took-theirs', entry: kept }
}
