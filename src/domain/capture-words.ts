import { ENGLISH, TABLES, type WordTable } from './word-tables.ts'

/** What a word of a line can say of its day: a weekday (1 is Monday), or how many days ago it was. */
export type DayWord = { readonly weekday: number } | { readonly daysAgo: number }

/** The words that a line may use, made ready for reading. */
export interface CaptureWords {
  readonly dayWords: ReadonlyMap<string, DayWord>
  /** `-1d` */
  readonly daysAgo: RegExp
  /** Alternatives for a regular expression, the longest first. */
  readonly hours: string
  readonly minutes: string
  readonly from: string
  readonly until: string
  readonly oClock: string
  /** Whether `11/20` is the way to write a day, rather than `20/11`. */
  readonly isMonthFirst: () => boolean
}

const prepared = new Map<string, CaptureWords>()

/** English always works; the words of the user's own language (BCP 47 tag) work beside it. */
export function captureWordsFor(language: string): CaptureWords {
  const known = prepared.get(language)
  if (known) return known
  const own = TABLES[language.toLowerCase().split('-')[0] ?? '']
  const words = prepareWords(own ? [ENGLISH, own] : [ENGLISH], language)
  prepared.set(language, words)
  return words
}

/** For fields outside the line, where the words of all languages work. */
export const WORDS_OF_ALL_LANGUAGES: Pick<CaptureWords, 'hours' | 'minutes'> = prepareUnits([
  ENGLISH,
  ...Object.values(TABLES),
])

function prepareWords(tables: readonly WordTable[], language: string): CaptureWords {
  return {
    ...prepareUnits(tables),
    dayWords: new Map(tables.flatMap(dayWordsOf)),
    daysAgo: new RegExp(
      `^[-\\u2013\\u2212](\\d{1,3})(?:${alternatives(tables.flatMap(({ days }) => days))})$`,
      'i',
    ),
    from: alternatives(tables.flatMap(({ from }) => from)),
    until: alternatives(tables.flatMap(({ until }) => until)),
    oClock: alternatives(tables.flatMap(({ oClock }) => oClock)),
    isMonthFirst: () => isMonthFirst(language),
  }
}

function prepareUnits(tables: readonly WordTable[]): Pick<CaptureWords, 'hours' | 'minutes'> {
  return {
    hours: alternatives(tables.flatMap(({ hours }) => hours)),
    minutes: alternatives(tables.flatMap(({ minutes }) => minutes)),
  }
}

function dayWordsOf(table: WordTable): [string, DayWord][] {
  const { today, yesterday, dayBeforeYesterday, weekdays } = table
  const ago = [today, yesterday, dayBeforeYesterday].flatMap((spellings, daysAgo) =>
    spellings.map((word): [string, DayWord] => [word, { daysAgo }]),
  )
  const named = weekdays.flatMap((spellings, index) =>
    spellings.map((word): [string, DayWord] => [word, { weekday: index + 1 }]),
  )
  return [...ago, ...named]
}

/** Never empty: what stands for no word at all matches none. */
function alternatives(words: readonly string[]): string {
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length)
  return longestFirst.join('|') || '(?!)'
}

/** As the language writes its dates (CLDR): `en-US` and `en` alone begin with the month, nearly all others do not. */
function isMonthFirst(language: string): boolean {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'numeric' })
  const first = format.formatToParts(0).find(({ type }) => type === 'day' || type === 'month')
  return first?.type === 'month'
}
