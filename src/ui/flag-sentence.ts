import type { Flag, FlagKind } from '../domain/approval-flags.ts'
import { formatDuration } from '../domain/duration.ts'
import { text } from '../platform/texts.ts'
import type { Formats } from './formats.ts'

/** Why a waiting entry needs a look, in one sentence. */
export function flagSentence(flag: Flag, formats: Formats): string {
  switch (flag.kind) {
    case 'over-day':
      return text('flagOverDay', formatDuration(flag.minutes), formatDuration(flag.limitMinutes))
    case 'over-week':
      return text('flagOverWeek', formatDuration(flag.minutes), formatDuration(flag.limitMinutes))
    case 'overlap':
      return text('flagOverlap', formatDuration(flag.minutes))
    case 'very-old':
      return text('flagVeryOld', formats.count(flag.days))
    case 'changed':
      return text('flagChanged')
    case 'unusual':
      return text('flagUnusual', formatDuration(flag.minutes), formatDuration(flag.usualMinutes))
    case 'weekend':
      return text('flagWeekend')
    case 'holiday':
      return text('flagHoliday')
    case 'future':
      return text('flagFuture')
    case 'missing-note':
      return text('flagMissingNote')
    default:
      return flag satisfies never
  }
}

/** The same in a word or two, where there is no room for a sentence. */
export function flagName(kind: FlagKind): string {
  switch (kind) {
    case 'over-day':
      return text('flagNameOverDay')
    case 'over-week':
      return text('flagNameOverWeek')
    case 'overlap':
      return text('flagNameOverlap')
    case 'very-old':
      return text('flagNameVeryOld')
    case 'changed':
      return text('flagNameChanged')
    case 'unusual':
      return text('flagNameUnusual')
    case 'weekend':
      return text('flagNameWeekend')
    case 'holiday':
      return text('flagNameHoliday')
    case 'future':
      return text('flagNameFuture')
    case 'missing-note':
      return text('flagNameMissingNote')
    default:
      return kind satisfies never
  }
}
