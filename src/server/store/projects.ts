import { asc, eq, getTableColumns } from 'drizzle-orm'
import type { Project } from '../../domain/entry.ts'
import type { Queries } from './database.ts'
import { people, projects } from './schema.ts'

const { wantsNote, ...LISTED } = getTableColumns(projects)

/** Ids of those on which nothing should be booked without a note. */
export async function listNoteProjects(queries: Queries): Promise<readonly string[]> {
  const rows = await queries.select({ id: projects.id }).from(projects).where(eq(wantsNote, true))
  return rows.map(({ id }) => id)
}

export function listProjects(queries: Queries): Promise<Project[]> {
  return queries
    .select(LISTED)
    .from(projects)
    .orderBy(asc(projects.client), asc(projects.name), asc(projects.id))
}

export async function findProject(queries: Queries, id: string): Promise<Project | undefined> {
  const [row] = await queries.select(LISTED).from(projects).where(eq(projects.id, id))
  return row
}

export async function insertProjects(
  queries: Queries,
  rows: readonly (Project & { readonly wantsNote?: boolean })[],
): Promise<void> {
  await queries.insert(projects).values([...rows])
}

export async function keepPersonName(queries: Queries, userId: string, name: string): Promise<void> {
  await queries
    .insert(people)
    .values({ userId, name })
    .onConflictDoUpdate({ target: people.userId, set: { name } })
}
