import type { Entry, EntryStatus } from './entry.ts'

type Standing = Pick<Entry, 'status'>

/**
 * `partly-submitted`: entries came after the submission, or were changed after their rejection. `rejected`: one entry
 * or more waits for its owner, whatever the others are.
 */
export type WeekStatus =
  | 'open'
  | 'partly-submitted'
  | 'submitted'
  | 'partly-reviewed'
  | 'approved'
  | 'rejected'

/** Where a week stands follows from its entries alone, at the server and on each device. */
export function weekStatusOf(entries: Iterable<Standing>): WeekStatus {
  const there = new Set<EntryStatus>()
  for (const { status } of entries) there.add(status)
  if (there.has('rejected')) return 'rejected'
  if (there.has('draft')) return there.size === 1 ? 'open' : 'partly-submitted'
  if (!there.has('approved')) return there.has('submitted') ? 'submitted' : 'open'
  return there.has('submitted') ? 'partly-reviewed' : 'approved'
}

export function isReviewed({ status }: Standing): boolean {
  return status === 'approved' || status === 'rejected'
}

/** Whether a submission has anything to hand in. */
export function canBeSubmitted(entries: readonly Standing[]): boolean {
  return entries.some(({ status }) => status === 'draft')
}

/** A submission can be recalled while nothing of the week was reviewed. */
export function canBeRecalled(entries: readonly Standing[]): boolean {
  return entries.some(({ status }) => status === 'submitted') && !entries.some(isReviewed)
}
