import type { CaptureContext } from './capture-context.ts'
import { type CaptureReading, readCaptureLine } from './capture-line.ts'

export const MAX_CAPTURE_LINES = 200

export interface ReadLine {
  readonly text: string
  readonly reading: CaptureReading
}

const LINE_ENDS = /\r\n|[\n\r\u2028\u2029]/
/** As lists are written elsewhere: `- 2h review`, `• 2h review`. */
const BULLET = /^\s*[-*\u2022\u2023\u25e6\u2043]\s+/

/** Whether a text is more than one line to be read. */
export function isSeveralLines(text: string): boolean {
  return linesOf(text).length > 1
}

/** Each line of a pasted text by itself, blank ones left out; `leftOut` counts those beyond the most that are read. */
export function readCaptureLines(
  text: string,
  context: CaptureContext,
): { readonly lines: readonly ReadLine[]; readonly leftOut: number } {
  const all = linesOf(text)
  const lines = all
    .slice(0, MAX_CAPTURE_LINES)
    .map((line) => ({ text: line, reading: readCaptureLine(line, context) }))
  return { lines, leftOut: all.length - lines.length }
}

function linesOf(text: string): readonly string[] {
  return text
    .split(LINE_ENDS)
    .map((line) => line.replace(BULLET, '').trim())
    .filter((line) => line !== '')
}
