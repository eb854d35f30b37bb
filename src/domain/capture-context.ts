import type { CaptureWords } from './capture-words.ts'
import type { Project } from './entry.ts'
import type { LocalDate } from './local-date.ts'
import type { ProjectUses } from './project-search.ts'

/** What the reading of a line depends on besides the line. */
export interface CaptureContext {
  readonly today: LocalDate
  readonly words: CaptureWords
  /** Empty while no list has been fetched: then any `@name` is kept as typed. */
  readonly projects: readonly Project[]
  /** Ranks the choices among projects that fit equally well. */
  readonly uses?: ProjectUses | undefined
}
