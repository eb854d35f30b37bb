import { type Conflict, kindOf } from '../domain/conflict.ts'
import type { Review } from '../domain/entry.ts'
import { text } from '../platform/texts.ts'
import { type Formats, isolate } from './formats.ts'

/** What has happened to an entry that was changed or deleted here, and what was kept. */
export function conflictSentence(conflict: Conflict, formats: Formats): string {
  const isDeletion = conflict.mine === 'deletion'
  const { theirs } = conflict
  const review = typeof theirs === 'string' ? null : theirs.review
  const kind = kindOf(conflict)
  switch (kind) {
    case 'changed':
      return text(isDeletion ? 'deletionChanged' : 'conflictChanged')
    case 'rejected':
      return review?.comment
        ? text(isDeletion ? 'deletionRejected' : 'conflictRejected', isolate(review.comment))
        : text(isDeletion ? 'deletionChanged' : 'conflictChanged')
    case 'locked':
      return lockedSentence(isDeletion, review, formats)
    case 'gone':
      return text('conflictGone')
    case 'unknown':
      return text(isDeletion ? 'deletionChanged' : 'conflictUnknown')
    default:
      return kind satisfies never
  }
}

function lockedSentence(isDeletion: boolean, review: Review | null, formats: Formats): string {
  const atMs = Date.parse(review?.at ?? '')
  if (review === null || Number.isNaN(atMs)) return text(isDeletion ? 'deletionLocked' : 'conflictLocked')
  return text(isDeletion ? 'deletionApproved' : 'conflictApproved', isolate(review.by), formats.moment(atMs))
}
