import type { CaptureFault } from '../domain/capture-line.ts'
import type { DurationFault } from '../domain/duration.ts'
import { MAX_NAME_LENGTH, MAX_NOTE_LENGTH, MAX_TAG_LENGTH, MAX_TAGS } from '../domain/entry.ts'
import { text } from '../platform/texts.ts'
import { isolate } from './formats.ts'

const MAX_QUOTED = 40

/**
 * Which part of a capture line is not understood, and why.
 *
 * @param areProjectsLeftOut whether there are projects that no page knows of
 */
export function captureSentence(fault: CaptureFault, areProjectsLeftOut: boolean): string {
  switch (fault.part) {
    case 'duration':
      return fault.reason === 'missing' ? text('faultNoDuration') : durationSentence(fault.reason, fault.text)
    case 'date':
      return text('faultFuture', quoted(fault.text))
    case 'project':
      return projectSentence(fault, areProjectsLeftOut)
    case 'tag':
      return fault.reason === 'too-many'
        ? text('faultTagsTooMany', String(MAX_TAGS))
        : text('faultTagTooLong', quoted(fault.text), String(MAX_TAG_LENGTH))
    case 'note':
      return text('faultNoteTooLong', String(MAX_NOTE_LENGTH))
    default:
      return fault satisfies never
  }
}

export function durationSentence(reason: DurationFault, typed: string): string {
  switch (reason) {
    case 'empty':
      return text('faultNoDuration')
    case 'not-a-duration':
      return text('faultNotADuration', quoted(typed))
    case 'too-short':
      return text('faultDurationTooShort', quoted(typed))
    case 'too-long':
      return text('faultDurationTooLong', quoted(typed))
    default:
      return reason satisfies never
  }
}

function projectSentence(fault: CaptureFault & { part: 'project' }, areProjectsLeftOut: boolean): string {
  switch (fault.reason) {
    case 'unknown':
      return text(areProjectsLeftOut ? 'faultProjectLeftOut' : 'faultProjectUnknown', quoted(fault.text))
    case 'ambiguous':
      return text('faultProjectAmbiguous', quoted(fault.text))
    case 'second':
      return text('faultProjectSecond', quoted(`@${fault.text.replace(/^@/, '')}`))
    case 'too-long':
      return text('faultProjectTooLong', String(MAX_NAME_LENGTH))
    default:
      return fault satisfies never
  }
}

function quoted(typed: string): string {
  return isolate(typed.length > MAX_QUOTED ? `${typed.slice(0, MAX_QUOTED)}…` : typed)
}
