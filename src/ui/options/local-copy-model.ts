import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { LocalCopy } from '../../contract/local-copy.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import { attempt, type Failure } from '../attempt.ts'
import { copyOfSnapshot, type ExportFile, type FileKind, fileOf } from './local-copy-file.ts'

/** How the browser keeps what is stored here. */
export interface StorageRoom {
  readonly isKept: boolean
  readonly usedBytes: number
}

export interface LocalCopyDeps {
  /** Null when this account is not on screen any more. */
  readonly readLocalCopy: (account: string) => Promise<LocalCopy | null>
  readonly readStorageRoom: () => Promise<StorageRoom>
  readonly download: (file: ExportFile) => void
  readonly nowMs: () => number
}

export interface LocalCopyModel {
  /** Null until the browser has answered. */
  readonly room: ReadonlySignal<StorageRoom | null>
  /** Where the last saved copy was taken from. */
  readonly saved: ReadonlySignal<LocalCopy['source'] | null>
  readonly load: () => Promise<void>
  readonly save: (kind: FileKind) => Promise<void>
}

/** Saves the work of the person on screen as a file, without worker or network. */
export function createLocalCopyModel(
  deps: LocalCopyDeps,
  snapshot: ReadonlySignal<Snapshot | null>,
  failure: Signal<Failure | null>,
): LocalCopyModel {
  const room = signal<StorageRoom | null>(null)
  const saved = signal<LocalCopy['source'] | null>(null)

  async function save(kind: FileKind): Promise<void> {
    const onScreen = snapshot.value
    const account = onScreen?.account
    if (!account) return
    const answer = await attempt(() => deps.readLocalCopy(account.key))
    const copy = answer.ok ? answer.value : copyOfSnapshot(onScreen)
    if (copy) deps.download(fileOf(copy, kind, new Date(deps.nowMs()).toISOString()))
    batch(() => {
      failure.value = answer.ok ? null : answer.failure
      saved.value = copy?.source ?? null
    })
  }

  return {
    room,
    saved,
    load: async () => {
      const answer = await attempt(deps.readStorageRoom)
      room.value = answer.ok ? answer.value : null // then nothing is said of it
    },
    save,
  }
}
