import { asc, eq } from 'drizzle-orm'
import type { Project } from '../../domain/entry.ts'
import type { Queries } from './database.ts'
import { people, projects } from './schema.ts'

export function listProjects(queries: Queries): Promise<Project[]> {
  return queries.select().from(projects).orderBy(asc(projects.client), asc(projects.name), asc(projects.id))
}

export async function findProject(queries: Queries, id: string): Promise<Project | undefined> {
  const [row] = await queries.select().from(projects).where(eq(projects.id, id))
  return row
}

export async function insertProjects(queries: Queries, rows: readonly Project[]): Promise<void> {
  await queries.insert(projects).values([...rows])
}

export async function keepPersonName(queries: Queries, userId: string, name: string): Promise<void> {
  await queries
    .insert(people)
    .values({ userId, name })
    .onConflictDoUpdate({ target: people.userId, set: { name } })
}
