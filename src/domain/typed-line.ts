import type { CaptureContext } from './capture-context.ts'
import { type CaptureReading, contentOf, readCaptureLine } from './capture-line.ts'
import type { EntryContent, Project } from './entry.ts'

/** Who types a line outside of the popup. */
export type Typist =
  /** Nobody is signed in. */
  | { readonly kind: 'nobody' }
  /** Somebody who may log nothing. */
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'author'; readonly projects: readonly Project[] }

/** What Enter would do with a line: `content` is what it saves, null while something is missing. */
export type TypedLine =
  | { readonly kind: 'nobody' | 'not-allowed' | 'empty' }
  | {
      readonly kind: 'read'
      readonly reading: CaptureReading
      readonly content: EntryContent | null
      readonly projects: readonly Project[]
    }

/** Reads a line by the rules of the popup. */
export function readTypedLine(
  line: string,
  typist: Typist,
  context: Omit<CaptureContext, 'projects'>,
): TypedLine {
  if (typist.kind !== 'author') return typist
  if (line.trim() === '') return { kind: 'empty' }
  const { projects } = typist
  const reading = readCaptureLine(line, { ...context, projects })
  return { kind: 'read', reading, content: contentOf(reading), projects }
}
