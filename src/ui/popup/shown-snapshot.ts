import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { EntryView, Snapshot } from '../../contract/snapshot.ts'
import { newestFirst, type Project } from '../../domain/entry.ts'
import type { Capabilities } from '../../domain/permissions.ts'

export interface ShownSnapshot {
  readonly snapshot: ReadonlySignal<Snapshot | null>
  readonly projects: ReadonlySignal<readonly Project[]>
  /** Undefined before there is a snapshot. */
  readonly can: ReadonlySignal<Capabilities | undefined>
  readonly publish: (next: Snapshot | null) => void
  /** What this page is saving under that id is stored: it is shown, though no snapshot has it yet. */
  readonly noteStored: (id: string) => void
}

interface Saving {
  readonly entry: EntryView
  /** Whose it is. */
  readonly account: string | undefined
  isStored: boolean
}

const NO_PROJECTS: readonly Project[] = []

/**
 * The last snapshot, with what was stored since; `saving` runs what stores this entry. Its rows that stayed the same are
 * the same objects as before, so that they are not drawn anew.
 */
export function createShownSnapshot() {
  const snapshot = signal<Snapshot | null>(null)
  const underWay = new Map<string, Saving>()

  const withStored = (next: Snapshot): Snapshot => {
    // What a snapshot has had is its to show, and to leave out.
    for (const { id, formerId = id } of next.entries) underWay.delete(formerId)
    const missing = [...underWay.values()]
      .filter(({ account, isStored }) => isStored && account === next.account?.key)
      .map(({ entry }) => entry)
      .filter(({ date }) => date >= next.from)
    if (missing.length === 0) return next
    return { ...next, entries: [...missing, ...next.entries].sort(newestFirst) }
  }
  const shown: ShownSnapshot = {
    noteStored: (id) => {
      const found = underWay.get(id)
      const before = snapshot.peek()
      if (!found || !before) return
      found.isStored = true
      snapshot.value = withStored(before)
    },
    snapshot,
    projects: computed(() => snapshot.value?.projects ?? NO_PROJECTS),
    can: computed(() => snapshot.value?.can),
    publish: (next) => {
      snapshot.value = next && withSameParts(snapshot.peek(), withStored(next))
    },
  }
  const saving = async (entry: EntryView, save: () => Promise<void>): Promise<void> => {
    underWay.set(entry.id, { entry, account: snapshot.peek()?.account?.key, isStored: false })
    try {
      await save()
    } finally {
      underWay.delete(entry.id)
    }
  }
  return { ...shown, saving }
}

function withSameParts(before: Snapshot | null, next: Snapshot): Snapshot {
  if (!before) return next
  const { can, entries, approvals } = next
  return {
    ...next,
    can: isSame(before.can, can) ? before.can : can,
    entries: withSameRows(before.entries, entries),
    approvals: approvals && withSameRows(before.approvals ?? [], approvals),
  }
}

function withSameRows<Row extends { readonly id: string }>(
  before: readonly Row[],
  next: readonly Row[],
): readonly Row[] {
  const known = new Map(before.map((row) => [row.id, row]))
  return next.map((row) => {
    const old = known.get(row.id)
    return old && isSame(old, row) ? old : row
  })
}

/** Of what JSON can carry. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (!hasParts(a) || !hasParts(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]))
}

function hasParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
