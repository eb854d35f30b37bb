import type { PastWork } from '../domain/past-work.ts'

/** What the worker offers for a line; lists that were not asked for are empty. */
export interface Suggested {
  readonly work: readonly PastWork[]
  readonly tags: readonly string[]
  /** How much and how lately each project (by id) was used, the most used first. */
  readonly uses: readonly (readonly [projectId: string, weight: number])[]
}
