import type { Project } from './entry.ts'

const listsById = new WeakMap<readonly Project[], ReadonlyMap<string, Project>>()

/** Made ready once for each list: each of many rows asks for one project of perhaps ten thousand. */
export function projectWithId(id: string | null, projects: readonly Project[]): Project | undefined {
  if (id === null) return undefined
  const known = listsById.get(projects)
  if (known) return known.get(id)
  const byId = new Map(projects.map((project) => [project.id, project]))
  listsById.set(projects, byId)
  return byId.get(id)
}
