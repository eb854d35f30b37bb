import type { DateFault } from './capture-date.ts'
import type { DurationFault } from './duration.ts'
import type { Project } from './entry.ts'
import type { TimeRangeFault } from './time-range.ts'

/** Which part of a line is not understood, and why. `text` is what was typed for it. */
export type CaptureFault =
  | {
      readonly part: 'duration'
      readonly reason: 'missing' | 'second' | DurationFault | TimeRangeFault
      readonly text: string
    }
  | { readonly part: 'date'; readonly reason: 'second' | DateFault; readonly text: string }
  | { readonly part: 'project'; readonly reason: 'unknown' | 'too-long' | 'second'; readonly text: string }
  | AmbiguousProject
  | TaskFault
  | { readonly part: 'tag'; readonly reason: 'too-many' | 'too-long'; readonly text: string }
  | { readonly part: 'note'; readonly reason: 'too-long'; readonly text: string }
  /** NUL or half a character, which no database keeps. */
  | { readonly part: 'line'; readonly reason: 'not-text'; readonly text: string }

export interface AmbiguousProject {
  readonly part: 'project'
  readonly reason: 'ambiguous'
  readonly text: string
  /** Offsets of what a choice replaces. */
  readonly from: number
  readonly to: number
  /** True for words without `@`, which may be part of the note as well. */
  readonly isPlain: boolean
  readonly choices: readonly Project[]
}

export interface TaskFault {
  readonly part: 'task'
  readonly reason: 'unknown' | 'ambiguous'
  readonly text: string
  readonly from: number
  readonly to: number
  readonly project: Project
  /** Names of tasks. */
  readonly choices: readonly string[]
}
