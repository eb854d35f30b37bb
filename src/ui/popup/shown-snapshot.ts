import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Snapshot } from '../../contract/snapshot.ts'
import type { Project } from '../../domain/entry.ts'
import type { Capabilities } from '../../domain/permissions.ts'

export interface ShownSnapshot {
  readonly snapshot: ReadonlySignal<Snapshot | null>
  readonly projects: ReadonlySignal<readonly Project[]>
  /** Undefined before there is a snapshot. */
  readonly can: ReadonlySignal<Capabilities | undefined>
  readonly publish: (next: Snapshot | null) => void
}

const NO_PROJECTS: readonly Project[] = []

/** The last snapshot. Its rows that stayed the same are the same objects as before, so that they are not drawn anew. */
export function createShownSnapshot(): ShownSnapshot {
  const snapshot = signal<Snapshot | null>(null)
  return {
    snapshot,
    projects: computed(() => snapshot.value?.projects ?? NO_PROJECTS),
    can: computed(() => snapshot.value?.can),
    publish: (next) => {
      snapshot.value = next && withSameParts(snapshot.peek(), next)
    },
  }
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
