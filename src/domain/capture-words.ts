/** The date words of one language. A new language is one more table here. */
export interface CaptureWords {
  readonly today: readonly string[]
  readonly yesterday: readonly string[]
  readonly dayBeforeYesterday: readonly string[]
  /** Monday first; each day with its spellings. */
  readonly weekdays: readonly (readonly string[])[]
}

const ENGLISH: CaptureWords = {
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
}

const GERMAN: CaptureWords = {
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
}

/** English always works; the words of the user's own language (BCP 47 tag) work beside it. */
export function captureWordsFor(language: string): readonly CaptureWords[] {
  return language.toLowerCase().startsWith('de') ? [ENGLISH, GERMAN] : [ENGLISH]
}
