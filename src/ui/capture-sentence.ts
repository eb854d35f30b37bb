import type { CaptureFault, TaskFault } from '../domain/capture-fault.ts'
import { type DurationFault, isBareNumber } from '../domain/duration.ts'
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
      return lengthSentence(fault.reason, fault.text)
    case 'date':
      return dateSentence(fault.reason, fault.text)
    case 'project':
      return projectSentence(fault, areProjectsLeftOut)
    case 'task':
      return taskSentence(fault)
    case 'tag':
      return fault.reason === 'too-many'
        ? text('faultTagsTooMany', String(MAX_TAGS))
        : text('faultTagTooLong', quoted(fault.text), String(MAX_TAG_LENGTH))
    case 'note':
      return text('faultNoteTooLong', String(MAX_NOTE_LENGTH))
    case 'line':
      return text('faultLineNotText')
    default:
      return fault satisfies never
  }
}

function lengthSentence(reason: (CaptureFault & { part: 'duration' })['reason'], typed: string): string {
  switch (reason) {
    case 'missing':
      return text('faultNoDuration')
    case 'second':
      return text('faultDurationSecond', quoted(typed))
    case 'no-length':
      return text('faultRangeNoLength', quoted(typed))
    case 'past-midnight':
      return text('faultRangePastMidnight', quoted(typed))
    case 'not-a-time':
      return text('faultNotATime', quoted(typed))
    case 'too-long':
      return isBareNumber(typed)
        ? text('faultHoursTooMany', quoted(typed))
        : text('faultDurationTooLong', quoted(typed))
    default:
      return durationSentence(reason, typed)
  }
}

function dateSentence(reason: (CaptureFault & { part: 'date' })['reason'], typed: string): string {
  switch (reason) {
    case 'in-the-future':
      return text('faultFuture', quoted(typed))
    case 'not-a-date':
      return text('faultNotADate', quoted(typed))
    case 'other-order':
      return text('faultDateOtherOrder', quoted(typed), isolate(typed.replace(/^(\d+)\/(\d+)/, '$2/$1')))
    case 'second':
      return text('faultDateSecond', quoted(typed))
    default:
      return reason satisfies never
  }
}

function taskSentence({ reason, text: typed, project }: TaskFault): string {
  const key = reason === 'unknown' ? 'faultTaskUnknown' : 'faultTaskAmbiguous'
  return text(key, quoted(typed), isolate(project.name))
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
