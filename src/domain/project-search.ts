import type { Project } from './entry.ts'

/** What follows `@` in a capture line: `acme`, or `acme/website` where the client alone is not enough. */
export function projectSlug(project: Project): string {
  return project.client ? `${slug(project.client)}/${slug(project.name)}` : slug(project.name)
}

/**
 * Projects that `query` (as typed after `@`) can mean, best first; archived ones are left out.
 * Exact names come before beginnings, beginnings before words inside; `recentIds` (newest first) breaks ties.
 */
export function findProjects(
  query: string,
  projects: readonly Project[],
  recentIds: readonly string[] = [],
): Project[] {
  const wanted = slug(query)
  const scored: { project: Project; score: number; recency: number }[] = []
  for (const project of projects) {
    if (project.archived) continue
    const score = matchScore(wanted, project)
    if (score === 0) continue
    const index = recentIds.indexOf(project.id)
    scored.push({ project, score, recency: index === -1 ? recentIds.length : index })
  }
  scored.sort(
    (a, b) => b.score - a.score || a.recency - b.recency || a.project.name.localeCompare(b.project.name),
  )
  return scored.map(({ project }) => project)
}

/** The one project that `query` means, or null where none or several fit equally well: nothing is guessed. */
export function resolveProject(query: string, projects: readonly Project[]): Project | null {
  const wanted = slug(query)
  const found = findProjects(query, projects)
  const [best, second] = found
  if (!best || wanted === '') return null
  if (!second) return best
  const score = matchScore(wanted, best)
  return score >= BEGINS && score > matchScore(wanted, second) ? best : null
}

const EXACT = 5
const CLIENT = 4
const BEGINS = 3
const WORD_BEGINS = 2
const LETTERS_IN_ORDER = 1

function matchScore(wanted: string, project: Project): number {
  if (wanted === '') return LETTERS_IN_ORDER
  const client = project.client ? slug(project.client) : ''
  const name = slug(project.name)
  if (wanted === name || wanted === projectSlug(project)) return EXACT
  if (wanted === client) return CLIENT
  if (name.startsWith(wanted) || client.startsWith(wanted) || projectSlug(project).startsWith(wanted))
    return BEGINS
  if (`${client}-${name}`.split(/[-/]/).some((word) => word.startsWith(wanted))) return WORD_BEGINS
  return isSubsequence(wanted, `${client}${name}`) ? LETTERS_IN_ORDER : 0
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

function isSubsequence(wanted: string, text: string): boolean {
  let at = 0
  for (const letter of text) if (letter === wanted[at]) at += 1
  return at === wanted.length
}
