import { addDays, type LocalDate, weekdayOf } from './local-date.ts'

/** `deadline`: hand in the week. `daily`: log the day. `approvals`: decide on what others have handed in. */
export type ReminderKind = 'deadline' | 'daily' | 'approvals'

/** ISO 8601, 1 for Monday; a time of the day where the user is, `15:00`. */
interface Weekly {
  readonly isOn: boolean
  readonly weekday: number
  readonly time: string
}

export interface ReminderPreferences {
  readonly deadline: Weekly
  readonly approvals: Weekly
  readonly daily: {
    readonly isOn: boolean
    readonly weekdays: readonly number[]
    readonly time: string
    /** Of a day that has as much there is nothing to say. */
    readonly underMinutes: number
  }
}

/** What has been done about reminders so far. */
export interface ReminderMemory {
  /** Epoch milliseconds: what was due until then was shown, or there was nothing to do. */
  readonly lookedAtMs: number
  /** The last day on which one was shown. */
  readonly remindedOn: LocalDate | null
}

/** Whether there is anything to remind of. */
export interface Undone {
  readonly isWeekDone: boolean
  readonly minutesToday: number
  /** Other people's entries that wait for this person's decision. */
  readonly waiting: number
}

/** As long as no reminder can stay away: each comes on a weekday, and each weekday within a week. */
const DAYS_AHEAD = 8

/** Epoch milliseconds of the next time at which one may be due; null when none is wanted. */
export function nextReminderAt(
  preferences: ReminderPreferences,
  nowMs: number,
  timeZone: string,
): number | null {
  const today = localDateAt(nowMs, timeZone)
  const days = Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => addDays(today, ahead))
  const times = days.flatMap((day) => timesOf(preferences, day, timeZone)).map(({ atMs }) => atMs)
  const later = times.filter((atMs) => atMs > nowMs)
  return later.length > 0 ? Math.min(...later) : null
}

/**
 * The one to show now: whose time has come since the last look, today, while no other was shown today. What a computer
 * has slept through is shown late on the same day, and not at all on the next.
 */
export function dueReminder(
  preferences: ReminderPreferences,
  memory: ReminderMemory,
  undone: Undone,
  nowMs: number,
  timeZone: string,
): ReminderKind | null {
  const today = localDateAt(nowMs, timeZone)
  if (memory.remindedOn === today) return null
  const due = timesOf(preferences, today, timeZone)
    .filter(({ atMs }) => atMs > memory.lookedAtMs && atMs <= nowMs)
    .filter(({ kind }) => isUndone(kind, undone, preferences))
  return due[0]?.kind ?? null
}

export function localDateAt(epochMs: number, timeZone: string): LocalDate {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

function isUndone(kind: ReminderKind, undone: Undone, { daily }: ReminderPreferences): boolean {
  switch (kind) {
    case 'deadline':
      return !undone.isWeekDone
    case 'daily':
      return undone.minutesToday < daily.underMinutes
    case 'approvals':
      return undone.waiting > 0
    default:
      return kind satisfies never
  }
}

interface ReminderTime {
  readonly kind: ReminderKind
  readonly atMs: number
}

/** The times of one day, what matters more first. */
function timesOf(
  { deadline, daily, approvals }: ReminderPreferences,
  day: LocalDate,
  timeZone: string,
): readonly ReminderTime[] {
  const weekday = weekdayOf(day)
  const isWanted = (weekly: Weekly) => weekly.isOn && weekly.weekday === weekday
  const wanted = [
    { kind: 'deadline', time: deadline.time, isWanted: isWanted(deadline) },
    { kind: 'approvals', time: approvals.time, isWanted: isWanted(approvals) },
    { kind: 'daily', time: daily.time, isWanted: daily.isOn && daily.weekdays.includes(weekday) },
  ] as const
  return wanted
    .filter(({ isWanted }) => isWanted)
    .map(({ kind, time }) => ({ kind, atMs: epochMsOf(day, time, timeZone) }))
    .filter(({ atMs }) => localDateAt(atMs, timeZone) === day) // a zone can leave out a whole day
}

/** Where a clock change leaves the time out, as much later; where it repeats it, the first of the two. */
function epochMsOf(day: LocalDate, time: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds
}
