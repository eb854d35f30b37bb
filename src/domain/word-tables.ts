/** The words of one language, in lower case. A new language is one more table here. */
export interface WordTable {
  readonly today: readonly string[]
  readonly yesterday: readonly string[]
  readonly dayBeforeYesterday: readonly string[]
  /** Monday first; each day with its spellings. */
  readonly weekdays: readonly (readonly string[])[]
  /** Behind a number of days, as in `-1d`. */
  readonly days: readonly string[]
  /** Behind a number; a full stop may follow (`2 Std.`). */
  readonly hours: readonly string[]
  readonly minutes: readonly string[]
  /** Before the start of a range: `from 9 to 11`. */
  readonly from: readonly string[]
  /** Between its two times. */
  readonly until: readonly string[]
  /** Behind a time of day, without a meaning of its own: `9 Uhr`. */
  readonly oClock: readonly string[]
}

export const ENGLISH: WordTable = {
  today: ['today'],
  yesterday: ['yesterday'],
  dayBeforeYesterday: [],
  weekdays: [
    ['mon', 'monday'],
    ['tue', 'tues', 'tuesday'],
    ['wed', 'wednesday'],
    ['thu', 'thur', 'thurs', 'thursday'],
    ['fri', 'friday'],
    ['sat', 'saturday'],
    ['sun', 'sunday'],
  ],
  days: ['d'],
  hours: ['h', 'hr', 'hrs', 'hour', 'hours'],
  minutes: ['m', 'min', 'mins', 'minute', 'minutes'],
  from: ['from'],
  until: ['to', 'until', 'till'],
  oClock: [],
}

export const GERMAN: WordTable = {
  today: ['heute'],
  yesterday: ['gestern'],
  dayBeforeYesterday: ['vorgestern'],
  weekdays: [
    ['mo', 'montag'],
    ['di', 'dienstag'],
    ['mi', 'mittwoch'],
    ['do', 'donnerstag'],
    ['fr', 'freitag'],
    ['sa', 'samstag', 'sonnabend'],
    ['so', 'sonntag'],
  ],
  days: ['t'],
  hours: ['std', 'stunde', 'stunden'],
  minutes: ['minute', 'minuten'],
  from: ['von'],
  until: ['bis'],
  oClock: ['uhr'],
}

/** By the first part of a language tag. English needs none: it works in every language. */
export const TABLES: Readonly<Record<string, WordTable>> = { de: GERMAN }
