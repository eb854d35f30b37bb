import { computed, type ReadonlySignal } from '@preact/signals'
import type { Snapshot } from '../../contract/snapshot.ts'
import type { Project } from '../../domain/entry.ts'

const NONE: readonly Project[] = []

/**
 * The projects of the snapshot, the same list as before while nothing in it has changed: each snapshot brings a new one,
 * and a list is made ready for the search once.
 */
export function keepSameProjects(
  snapshot: ReadonlySignal<Pick<Snapshot, 'projects'> | null>,
): ReadonlySignal<readonly Project[]> {
  let kept = NONE
  return computed(() => {
    const next = snapshot.value?.projects ?? NONE
    if (!isSame(kept, next)) kept = next
    return kept
  })
}

function isSame(a: readonly Project[], b: readonly Project[]): boolean {
  return a.length === b.length && a.every((project, index) => isSameProject(project, b[index]))
}

function isSameProject(a: Project, b: Project | undefined): boolean {
  return (
    b !== undefined &&
    a.id === b.id &&
    a.name === b.name &&
    a.client === b.client &&
    a.archived === b.archived &&
    a.tasks.length === b.tasks.length &&
    a.tasks.every((task, index) => task === b.tasks[index])
  )
}
