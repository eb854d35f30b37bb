import type { CaptureWords } from './capture-words.ts'
import { addDays, isLocalDate, type LocalDate, lastWeekday } from './local-date.ts'

const DAYS_AGO = /^-(\d{1,3})d$/i

/** A date that nobody would write as part of a note: `2026-11-20`, `-1d`. Null when `word` is no such date. */
export function readExplicitDate(word: string, today: LocalDate): LocalDate | null {
  if (isLocalDate(word)) return word
  const daysAgo = DAYS_AGO.exec(word)
  return daysAgo ? addDays(today, -Number(daysAgo[1])) : null
}

/** A date word such as `yesterday` or `mon`, which a note may contain too. Null when `word` is none. */
export function readDateWord(
  word: string,
  today: LocalDate,
  words: readonly CaptureWords[],
): LocalDate | null {
  const wanted = word.toLowerCase()
  for (const language of words) {
    if (language.today.includes(wanted)) return today
    if (language.yesterday.includes(wanted)) return addDays(today, -1)
    if (language.dayBeforeYesterday.includes(wanted)) return addDays(today, -2)
    const weekday = language.weekdays.findIndex((spellings) => spellings.includes(wanted))
    if (weekday !== -1) return lastWeekday(weekday + 1, today)
  }
  return null
}
