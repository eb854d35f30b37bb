import type { CaptureWords } from './capture-words.ts'
import { addDays, isLocalDate, type LocalDate, lastDayOfYear, lastWeekday } from './local-date.ts'
import { type Result, refuse, succeed } from './result.ts'

export type DateFault = 'in-the-future' | 'not-a-date' | 'other-order'

export interface FoundDate {
  /** True when nobody would write it as part of a note: `2026-11-20`, `-1d`, as against `mon` or `11/20`. */
  readonly isExplicit: boolean
  readonly result: Result<LocalDate, DateFault>
}

const ISO = /^\d{4}-\d{2}-\d{2}$/
const WITH_YEAR = /^(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})$/
/** As a version number may look too. */
const SHORT_YEAR = /^\d{1,2}[./]\d{1,2}[./]\d{2}$/
const MAX_DATE_LENGTH = 20
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.$/
const SLASHED = /^(\d{1,2})\/(\d{1,2})$/
/** Said of a service, never of a day. */
const ALWAYS = '24/7'

/** What `word` says of the day; null when it is no date at all. A day without its year is the most recent such one. */
export function readDate(word: string, today: LocalDate, words: CaptureWords): FoundDate | null {
  if (word.length > MAX_DATE_LENGTH) return null
  const result = readWholeDate(word, today, words)
  if (result) return { isExplicit: !SHORT_YEAR.test(word), result: notInFuture(result, today) }
  const vague = readDayWord(word, today, words) ?? readDayAndMonth(word, today, words)
  return vague && { isExplicit: false, result: vague }
}

function readWholeDate(
  word: string,
  today: LocalDate,
  words: CaptureWords,
): Result<LocalDate, DateFault> | null {
  if (ISO.test(word)) return isLocalDate(word) ? succeed(word) : refuse('not-a-date')
  const daysAgo = words.daysAgo.exec(word)
  if (daysAgo) return succeed(addDays(today, -Number(daysAgo[1])))
  const [, first = '', separator, second = '', year = ''] = WITH_YEAR.exec(word) ?? []
  if (separator === undefined) return null
  const isMonthFirst = separator === '/' && words.isMonthFirst()
  const [day, month] = isMonthFirst ? [second, first] : [first, second]
  const date = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (isLocalDate(date)) return succeed(date)
  return refuse(separator === '/' && isOtherOrder(day, month) ? 'other-order' : 'not-a-date')
}

function readDayWord(
  word: string,
  today: LocalDate,
  words: CaptureWords,
): Result<LocalDate, DateFault> | null {
  const meaning = words.dayWords.get(word.toLowerCase())
  if (!meaning) return null
  return succeed(
    'weekday' in meaning ? lastWeekday(meaning.weekday, today) : addDays(today, -meaning.daysAgo),
  )
}

/** `20.11.` everywhere; `11/20` or `20/11` as the locale has it. */
function readDayAndMonth(
  word: string,
  today: LocalDate,
  words: CaptureWords,
): Result<LocalDate, DateFault> | null {
  const dotted = DOTTED.exec(word)
  const [, first = '', second = ''] = dotted ?? (word === ALWAYS ? [] : (SLASHED.exec(word) ?? []))
  if (second === '') return null
  const [day, month] = !dotted && words.isMonthFirst() ? [second, first] : [first, second]
  if (!isDayAndMonth(day, month)) return !dotted && isOtherOrder(day, month) ? refuse('other-order') : null
  const date = lastDayOfYear(Number(month), Number(day), today)
  return date === null ? refuse('not-a-date') : succeed(date)
}

/** A day first where the month comes first, or the other way round. */
function isOtherOrder(day: string, month: string): boolean {
  return !isDayAndMonth(day, month) && isDayAndMonth(month, day)
}

function isDayAndMonth(day: string, month: string): boolean {
  return Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12
}

function notInFuture(result: Result<LocalDate, DateFault>, today: LocalDate): Result<LocalDate, DateFault> {
  return result.ok && result.value > today ? refuse('in-the-future') : result
}
