import type { PastWork } from '../domain/past-work.ts'
import { entryContentSchema } from './entry.ts'
import { z } from './zod.ts'

/** What was done and how long it usually takes, without its day. */
export const workSchema = () =>
  z.strictObject(z.omit(entryContentSchema(), { date: true, start: true, billable: true }).shape)

/** What the worker offers for a line; lists that were not asked for are empty. */
export interface Suggested {
  readonly work: readonly PastWork[]
  readonly tags: readonly string[]
  /** How much and how lately each project (by id) was used, the most used first. */
  readonly uses: readonly (readonly [projectId: string, weight: number])[]
}
