import type { Entry } from './entry.ts'

export interface ProjectTotal {
  readonly project: string | null
  readonly projectId: string | null
  readonly minutes: number
  /** Of all minutes, 0 to 1. */
  readonly share: number
}

/** The time on each project, most first; what has no project comes last. A project is what was booked: its id, else its name. */
export function totalsByProject(
  entries: readonly Pick<Entry, 'project' | 'projectId' | 'minutes'>[],
): readonly ProjectTotal[] {
  const all = entries.reduce((sum, { minutes }) => sum + minutes, 0)
  const totals = [...Map.groupBy(entries, keyOf).values()].map((booked) => {
    const minutes = booked.reduce((sum, entry) => sum + entry.minutes, 0)
    const share = all <= 0 ? 0 : Math.max(0, minutes / all)
    return { project: booked[0]?.project ?? null, projectId: booked[0]?.projectId ?? null, minutes, share }
  })
  return totals.sort(
    (a, b) =>
      Number(a.project === null) - Number(b.project === null) ||
      b.minutes - a.minutes ||
      compare(a.project ?? '', b.project ?? ''),
  )
}

function keyOf({ project, projectId }: Pick<Entry, 'project' | 'projectId'>): string {
  if (project === null) return 'none'
  return projectId === null ? `name ${project}` : `id ${projectId}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
