import { formatDuration } from '../domain/duration.ts'
import type { Review } from '../domain/entry.ts'
import type { WeekFinding } from '../domain/week-check.ts'
import { text } from '../platform/texts.ts'
import { type Formats, isolate } from './formats.ts'
import type { Standing } from './popup/week-state.ts'

interface Counts {
  readonly drafts: number
  readonly rejected: number
  readonly waitsFor: number
}

/** Where a week stands, in a few words. */
export function standingSentence(standing: Standing, counts: Counts, formats: Formats): string {
  const counted = (one: 'draftsOne' | 'rejectedOne' | 'heldUpOne', count: number) => {
    const many = { draftsOne: 'draftsMany', rejectedOne: 'rejectedMany', heldUpOne: 'heldUpMany' } as const
    return text(formats.isOne(count) ? one : many[one], formats.count(count))
  }
  switch (standing) {
    case 'empty':
      return text('weekEmpty')
    case 'open':
      return text('weekOpen')
    case 'partly-submitted':
      return counted('draftsOne', counts.drafts)
    case 'submitted':
      return text('weekSubmitted')
    case 'partly-reviewed':
      return text('weekPartlyReviewed')
    case 'approved':
      return text('weekApproved')
    case 'rejected':
      return counted('rejectedOne', counts.rejected)
    case 'submitting':
      return text('weekSubmitting')
    case 'recalling':
      return text('weekRecalling')
    case 'held-up':
      return counted('heldUpOne', counts.waitsFor)
    case 'refused':
      return text('weekRefused')
    default:
      return standing satisfies never
  }
}

/** One sentence for what the check has found. */
export function findingSentence(finding: WeekFinding, formats: Formats): string {
  const { kind } = finding
  switch (kind) {
    case 'short-week':
      return text('findShortWeek', formatDuration(finding.minutes), formatDuration(finding.targetMinutes))
    case 'empty-day':
      return text('findEmptyDay', formats.day(finding.date))
    case 'short-day':
      return text(
        'findShortDay',
        formats.day(finding.date),
        formatDuration(finding.minutes),
        formatDuration(finding.targetMinutes),
      )
    case 'overlap':
      return text('findOverlap', formats.day(finding.date), formatDuration(finding.minutes))
    case 'no-project':
      return text('findNoProject', formats.day(finding.date))
    case 'attention':
      return text('findAttention', formats.day(finding.date))
    case 'rejected':
      return text('findRejected', formats.day(finding.date))
    case 'unsent':
      return text(
        formats.isOne(finding.count) ? 'findUnsentOne' : 'findUnsentMany',
        formats.count(finding.count),
      )
    default:
      return kind satisfies never
  }
}

/** Who rejected an entry, when and why. */
export function rejectionSentence(review: Review | null, formats: Formats): string {
  const atMs = Date.parse(review?.at ?? '')
  if (!review || Number.isNaN(atMs)) return text('stateRejected')
  const [by, at] = [isolate(review.by), formats.moment(atMs)]
  return review.comment
    ? text('rejectedByBecause', by, at, isolate(review.comment))
    : text('rejectedBy', by, at)
}
