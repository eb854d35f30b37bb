import type { UndoOffer } from '../contract/snapshot.ts'
import { formatDuration } from '../domain/duration.ts'
import { type EntryContent, type Project, totalMinutes } from '../domain/entry.ts'
import type { LocalDate } from '../domain/local-date.ts'
import { text } from '../platform/texts.ts'
import { bookingOf, bookingText, type Formats } from './formats.ts'
import type { Outcome, SignOut } from './outcome.ts'
import { timerSentence, timerUndoSentence } from './timer-sentence.ts'

interface Surroundings {
  readonly projects: readonly Project[]
  readonly formats: Formats
  readonly today: LocalDate
}

/** What the last act led to: `Saved. 2:00 on Acme / Website`. */
export function outcomeSentence(outcome: Outcome, around: Surroundings): string {
  switch (outcome.kind) {
    case 'saved':
      return text('outcomeSaved', entryText(outcome.entry, around))
    case 'changed':
      return text('outcomeChanged', entryText(outcome.entry, around))
    case 'deleted':
      return text('outcomeDeleted', entryText(outcome.entry, around))
    case 'copied':
    case 'moved':
    case 'deleted-many':
    case 'approved':
    case 'rejected':
      return batchSentence(outcome, around)
    case 'kept':
      return text('outcomeKept', entryText(outcome.entry, around))
    case 'took-theirs':
      return text('outcomeTookTheirs', entryText(outcome.entry, around))
    case 'let-go':
      return text('outcomeLetGo', entryText(outcome.entry, around))
    case 'timer':
      return timerSentence(outcome, around.projects)
    case 'timer-changed':
      return text('outcomeTimerChanged')
    case 'timer-unanswered':
      return text('outcomeTimerUnanswered')
    case 'submitted':
    case 'recalled':
      return undoSentence(outcome, around.formats)
    case 'saved-several':
      return text(
        around.formats.isOne(outcome.count) ? 'outcomeSavedOne' : 'outcomeSavedSeveral',
        around.formats.count(outcome.count),
      )
    case 'undone':
      return text('outcomeUndone')
    case 'undo-too-late':
      return text('outcomeUndoTooLate')
    case 'signed-out':
    case 'signed-out-not-revoked':
    case 'signed-out-at-issuer':
      return signOutSentence(outcome.kind)
    default:
      return outcome satisfies never
  }
}

export function signOutSentence(kind: SignOut): string {
  switch (kind) {
    case 'signed-out':
      return text('outcomeSignedOut')
    case 'signed-out-not-revoked':
      return text('outcomeSignedOutNotRevoked')
    case 'signed-out-at-issuer':
      return text('outcomeSignedOutAtIssuer')
    default:
      return kind satisfies never
  }
}

/** For an offer of a popup that has been closed since. */
export function undoSentence(
  { kind, count = 1 }: Pick<UndoOffer, 'kind' | 'count'>,
  formats: Formats,
): string {
  const many = count > 1 ? entriesText(count, formats) : null
  switch (kind) {
    case 'added':
      return count > 1 ? text('outcomeSavedSeveral', formats.count(count)) : text('undoAdded')
    case 'copied':
      return many ? text('undoCopiedMany', many) : text('undoCopied')
    case 'moved':
      return many ? text('undoMovedMany', many) : text('undoMoved')
    case 'deleted':
      return many ? text('undoDeletedMany', many) : text('undoDeleted')
    case 'approved':
      return many ? text('undoApprovedMany', many) : text('undoApproved')
    case 'rejected':
      return many ? text('undoRejectedMany', many) : text('undoRejected')
    case 'submitted':
      return text('outcomeSubmitted')
    case 'recalled':
      return text('outcomeRecalled')
    case 'let-go':
      return text('undoLetGo')
    case 'timer-stopped':
    case 'timer-discarded':
    case 'timer-switched':
    case 'timer-split':
      return timerUndoSentence(kind)
    default:
      return kind satisfies never
  }
}

function batchSentence(
  { kind, entries }: Extract<Outcome, { readonly entries: unknown }>,
  around: Surroundings,
): string {
  const [first] = entries
  const one = first && entries.length === 1 ? entryText(first, around) : null
  const many = entriesText(entries.length, around.formats)
  switch (kind) {
    case 'copied':
      return one
        ? text('outcomeCopied', one)
        : text('outcomeCopiedMany', many, formatDuration(totalMinutes(entries)))
    case 'moved':
      return one
        ? text('outcomeMoved', one)
        : text('outcomeMovedMany', many, first ? around.formats.day(first.date) : '')
    case 'deleted-many':
      return one ? text('outcomeDeleted', one) : text('outcomeDeletedMany', many)
    case 'approved':
      return one ? text('outcomeApproved', one) : text('undoApprovedMany', many)
    case 'rejected':
      return one ? text('outcomeRejected', one) : text('undoRejectedMany', many)
    default:
      return kind satisfies never
  }
}

/** `3 entries` */
export function entriesText(count: number, formats: Formats): string {
  return text(formats.isOne(count) ? 'entriesOne' : 'entriesMany', formats.count(count))
}

function entryText(entry: EntryContent, { projects, formats, today }: Surroundings): string {
  const booking = bookingOf(entry, projects)
  const length = formatDuration(entry.minutes)
  const amount = booking ? text('amountOn', length, bookingText(booking)) : length
  return entry.date === today ? amount : `${amount}, ${formats.day(entry.date)}`
}
