import type { Entry } from './entry.ts'
import { type IsoWeek, isoWeekOf } from './iso-week.ts'
import { type LocalDate, weekdayOf } from './local-date.ts'
import { overlapsIn } from './overlaps.ts'

/** Why a waiting entry needs a look before it is approved, with what its sentence says. */
export type Flag =
  | {
      readonly kind: 'over-day' | 'over-week'
      /** What the person booked then, this entry included. */
      readonly minutes: number
      readonly limitMinutes: number
    }
  | { readonly kind: 'weekend' | 'holiday' | 'future' | 'missing-note' }
  /** How long both go on. */
  | { readonly kind: 'overlap'; readonly minutes: number }
  | { readonly kind: 'very-old'; readonly days: number }
  /** It is another version than the one that was submitted. */
  | { readonly kind: 'changed'; readonly submittedVersion: number }
  /** This person's week on this project, and the middle one of the weeks before. */
  | { readonly kind: 'unusual'; readonly minutes: number; readonly usualMinutes: number }
export type FlagKind = Flag['kind']

export const FLAG_KINDS = [
  'changed',
  'overlap',
  'over-day',
  'over-week',
  'future',
  'very-old',
  'unusual',
  'weekend',
  'holiday',
  'missing-note',
] as const satisfies readonly FlagKind[]

/** As much of an entry as the rules look at. */
export interface FlaggedEntry
  extends Pick<
    Entry,
    'id' | 'userId' | 'date' | 'start' | 'minutes' | 'project' | 'projectId' | 'note' | 'version'
  > {
  /** Null where it is not known. */
  readonly submittedVersion: number | null
}

export interface FlagRules {
  readonly today: LocalDate
  readonly dayLimitMinutes: number
  readonly weekLimitMinutes: number
  readonly holidays: ReadonlySet<LocalDate>
  /** Ids of projects on which nothing is booked without a note. */
  readonly noteProjects: ReadonlySet<string>
  /** Null where too little is known. */
  readonly usualMinutes: (
    entry: Pick<FlaggedEntry, 'userId' | 'project' | 'projectId'>,
    week: IsoWeek,
  ) => number | null
}

export const DAY_LIMIT_MINUTES = 10 * 60
export const WEEK_LIMIT_MINUTES = 50 * 60
/** Nobody remembers well what was done longer ago. */
const OLD_AFTER_DAYS = 60
/** Far from usual is more than twice as long, and by more than half a day. */
const UNUSUAL_FACTOR = 2
const UNUSUAL_MINUTES = 4 * 60
const SATURDAY = 6

/** Names the project of an entry, known to the server or not. */
export function projectKeyOf({ project, projectId }: Pick<Entry, 'project' | 'projectId'>): string {
  return projectId === null ? `name:${project ?? ''}` : `id:${projectId}`
}

/**
 * The flags of each waiting entry, by its id; empty where nothing speaks against approving it unread.
 *
 * `booked` is all that counts beside them: whatever the same people have handed in for the same weeks, approved or
 * waiting, the waiting entries included. Linear in its length, but for sorting each day.
 */
export function flagEntries(
  waiting: readonly FlaggedEntry[],
  booked: readonly FlaggedEntry[],
  rules: FlagRules,
): ReadonlyMap<string, readonly Flag[]> {
  const weeks = weeksOf([...waiting, ...booked].map(({ date }) => date))
  const weekKey = ({ userId, date }: FlaggedEntry) => `${userId}\n${weeks.get(date)}`
  const ofDay = sumBy(booked, ({ userId, date }) => `${userId}\n${date}`)
  const ofWeek = sumBy(booked, weekKey)
  const ofProject = sumBy(booked, (entry) => `${weekKey(entry)}\n${projectKeyOf(entry)}`)
  const overlaps = overlapMinutes(booked)

  const flagsOf = (entry: FlaggedEntry): readonly Flag[] => {
    const week = weeks.get(entry.date) ?? ''
    const dayMinutes = ofDay.get(`${entry.userId}\n${entry.date}`) ?? entry.minutes
    const weekMinutes = ofWeek.get(weekKey(entry)) ?? entry.minutes
    const projectMinutes = ofProject.get(`${weekKey(entry)}\n${projectKeyOf(entry)}`) ?? entry.minutes
    return [
      ...changeOf(entry),
      ...overlapFlags(overlaps.get(entry.id) ?? 0),
      ...limitFlags('over-day', dayMinutes, rules.dayLimitMinutes),
      ...limitFlags('over-week', weekMinutes, rules.weekLimitMinutes),
      ...ageFlags(entry.date, rules.today),
      ...unusualFlags(projectMinutes, rules.usualMinutes(entry, week)),
      ...calendarFlags(entry.date, rules.holidays),
      ...noteFlags(entry, rules.noteProjects),
    ]
  }
  return new Map(waiting.map((entry) => [entry.id, flagsOf(entry)]))
}

function changeOf({ version, submittedVersion }: FlaggedEntry): Flag[] {
  return submittedVersion !== null && version > submittedVersion
    ? [{ kind: 'changed', submittedVersion }]
    : []
}

function overlapFlags(minutes: number): Flag[] {
  return minutes > 0 ? [{ kind: 'overlap', minutes }] : []
}

function limitFlags(kind: 'over-day' | 'over-week', minutes: number, limitMinutes: number): Flag[] {
  return minutes > limitMinutes ? [{ kind, minutes, limitMinutes }] : []
}

function ageFlags(date: LocalDate, today: LocalDate): Flag[] {
  if (date > today) return [{ kind: 'future' }]
  const days = Temporal.PlainDate.from(date).until(today).days
  return days > OLD_AFTER_DAYS ? [{ kind: 'very-old', days }] : []
}

function unusualFlags(minutes: number, usualMinutes: number | null): Flag[] {
  if (usualMinutes === null) return []
  const isFar = minutes > UNUSUAL_FACTOR * usualMinutes && minutes - usualMinutes > UNUSUAL_MINUTES
  return isFar ? [{ kind: 'unusual', minutes, usualMinutes }] : []
}

function calendarFlags(date: LocalDate, holidays: ReadonlySet<LocalDate>): Flag[] {
  if (holidays.has(date)) return [{ kind: 'holiday' }]
  return weekdayOf(date) >= SATURDAY ? [{ kind: 'weekend' }] : []
}

function noteFlags({ projectId, note }: FlaggedEntry, noteProjects: ReadonlySet<string>): Flag[] {
  const isMissing = projectId !== null && noteProjects.has(projectId) && note.trim() === ''
  return isMissing ? [{ kind: 'missing-note' }] : []
}

/** The week of each day, worked out once per day: there are few of them among thousands of entries. */
function weeksOf(dates: readonly LocalDate[]): ReadonlyMap<LocalDate, IsoWeek> {
  return new Map([...new Set(dates)].map((date) => [date, isoWeekOf(date)]))
}

function sumBy(
  entries: readonly FlaggedEntry[],
  keyOf: (entry: FlaggedEntry) => string,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const entry of entries) sums.set(keyOf(entry), (sums.get(keyOf(entry)) ?? 0) + entry.minutes)
  return sums
}

/** By id, the longest overlap of each entry with another one of the same person: of two that overlap both have it. */
function overlapMinutes(booked: readonly FlaggedEntry[]): ReadonlyMap<string, number> {
  const longest = new Map<string, number>()
  for (const ofPerson of Map.groupBy(booked, ({ userId }) => userId).values())
    for (const { earlier, later, minutes } of overlapsIn(ofPerson))
      for (const { id } of [earlier, later]) longest.set(id, Math.max(longest.get(id) ?? 0, minutes))
  return longest
}

/** The middle of the weeks before; null where there are fewer than three, which show no habit. */
export function usualOf(weekMinutes: readonly number[]): number | null {
  if (weekMinutes.length < LEAST_WEEKS) return null
  const sorted = weekMinutes.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0
  return Math.round((lower + upper) / 2)
}

const LEAST_WEEKS = 3
/** How many weeks before are looked at. */
export const USUAL_WEEKS = 8
