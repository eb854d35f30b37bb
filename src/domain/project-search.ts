import type { Project } from './entry.ts'

/** A project with its names made ready for the search. */
interface Prepared {
  readonly project: Project
  readonly client: string
  readonly name: string
  readonly slug: string
  /** Each word of client and name behind a hyphen. */
  readonly inside: string
  readonly letters: string
}

interface PreparedList {
  /** Those that can be booked on, in the order of their slugs. */
  readonly open: readonly Prepared[]
  /** By client, by name, and by both. */
  readonly byWholeName: ReadonlyMap<string, readonly Project[]>
  /** The last queries: a keystroke asks for the same one several times. */
  readonly recent: Map<string, readonly (readonly Project[])[]>
}

/** How much and how lately each project (by id) was used; what is missing was not. */
export type ProjectUses = ReadonlyMap<string, number>

const NO_USES: ProjectUses = new Map()

/** What follows `@` in a capture line: `acme`, or `acme/website` where the client alone is not enough. */
export function projectSlug(project: Project): string {
  return project.client ? `${slugOf(project.client)}/${slugOf(project.name)}` : slugOf(project.name)
}

/**
 * The first `limit` projects that `query` (as typed after `@`) can mean, best first; archived ones are left out.
 * Exact names come before beginnings, beginnings before words inside; among equals the most used come first.
 */
export function findProjects(
  query: string,
  projects: readonly Project[],
  limit: number,
  uses: ProjectUses = NO_USES,
): readonly Project[] {
  const found: Project[] = []
  for (const equals of matchesOf(slugOf(query), projects).toReversed())
    found.push(...mostUsedFirst(equals, limit - found.length, uses))
  return found
}

/** The one project that `query` means, or null where none or several fit equally well: nothing is guessed. */
export function resolveProject(query: string, projects: readonly Project[]): Project | null {
  const wanted = slugOf(query)
  if (wanted === '') return null
  const matches = matchesOf(wanted, projects)
  const best = matches.findLastIndex((equals) => equals.length > 0)
  const [project, second] = matches[best] ?? []
  if (!project || second) return null
  const isOnlyOne = matches.every((equals, score) => score === best || equals.length === 0)
  return isOnlyOne || best >= BEGINS ? project : null
}

/** The projects whose client, name, or both, are exactly these words. */
export function projectsNamed(words: string, projects: readonly Project[]): readonly Project[] {
  return prepare(projects).byWholeName.get(slugOf(words)) ?? []
}

const EXACT = 4
const CLIENT = 3
const BEGINS = 2
const WORD_BEGINS = 1
const LETTERS_IN_ORDER = 0
const MOST_RECENT = 4
/** A millisecond or two. */
const PREPARED_AT_ONCE = 200

function matchScore(wanted: string, { client, name, slug, inside, letters }: Prepared): number | null {
  if (wanted === '') return LETTERS_IN_ORDER
  if (wanted === name || wanted === slug) return EXACT
  if (wanted === client) return CLIENT
  if (name.startsWith(wanted) || slug.startsWith(wanted)) return BEGINS
  if (inside.includes(`-${wanted}`)) return WORD_BEGINS
  return isSubsequence(wanted, letters) ? LETTERS_IN_ORDER : null
}

/** By score, in the order of the slugs. */
function matchesOf(wanted: string, projects: readonly Project[]): readonly (readonly Project[])[] {
  const { open, recent } = prepare(projects)
  const known = recent.get(wanted)
  if (known) return known
  const matches: Project[][] = [[], [], [], [], []]
  for (const prepared of open) {
    const score = matchScore(wanted, prepared)
    if (score !== null) matches[score]?.push(prepared.project)
  }
  if (recent.size >= MOST_RECENT) recent.clear()
  recent.set(wanted, matches)
  return matches
}

function mostUsedFirst(projects: readonly Project[], limit: number, uses: ProjectUses): readonly Project[] {
  if (limit === 0) return []
  const used = projects.filter(({ id }) => uses.has(id))
  used.sort((a, b) => (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0))
  const others = projects.slice(0, limit).filter(({ id }) => !uses.has(id))
  return [...used, ...others].slice(0, limit)
}

const preparedLists = new WeakMap<readonly Project[], PreparedList>()

/**
 * Makes `projects` ready to be searched, in parts with a `pause` before each: ten thousand names are more than a
 * keystroke has time for. A search that comes sooner does it at once.
 */
export async function prepareProjects(
  projects: readonly Project[],
  pause: () => Promise<void>,
): Promise<void> {
  const parts = preparing(projects)
  for (;;) {
    await pause()
    if (preparedLists.has(projects)) return
    const part = parts.next()
    if (part.done) preparedLists.set(projects, part.value)
  }
}

function prepare(projects: readonly Project[]): PreparedList {
  const known = preparedLists.get(projects)
  if (known) return known
  const parts = preparing(projects)
  for (;;) {
    const part = parts.next()
    if (!part.done) continue
    preparedLists.set(projects, part.value)
    return part.value
  }
}

function* preparing(projects: readonly Project[]): Generator<undefined, PreparedList> {
  const open: Prepared[] = []
  const byWholeName = new Map<string, Project[]>()
  for (const [index, project] of projects.entries()) {
    if (index % PREPARED_AT_ONCE === PREPARED_AT_ONCE - 1) yield
    if (project.archived) continue
    const prepared = prepareProject(project)
    open.push(prepared)
    addWholeNames(prepared, byWholeName)
  }
  open.sort((a, b) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0))
  return { open, byWholeName, recent: new Map() }
}

function prepareProject(project: Project): Prepared {
  const client = project.client ? slugOf(project.client) : ''
  const name = slugOf(project.name)
  return {
    project,
    client,
    name,
    slug: project.client ? `${client}/${name}` : name,
    inside: `-${client}-${name}`.replaceAll('/', '-'),
    letters: client + name,
  }
}

function addWholeNames({ project, client, name, slug }: Prepared, groups: Map<string, Project[]>): void {
  for (const whole of new Set([client, name, slug, `${client}-${name}`])) {
    if (whole === '') continue
    const group = groups.get(whole)
    if (group) group.push(project)
    else groups.set(whole, [project])
  }
}

export function slugOf(text: string): string {
  return withoutMarks(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

function withoutMarks(text: string): string {
  // Most names are ASCII, and this is the longest step.
  return /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKD').replace(/\p{M}/gu, '')
}

function isSubsequence(wanted: string, text: string): boolean {
  let at = 0
  for (let index = 0; index < text.length && at < wanted.length; index += 1)
    if (text.charCodeAt(index) === wanted.charCodeAt(at)) at += 1
  return at === wanted.length
}
