import type { Account } from '../contract/snapshot.ts'
import { withoutControls } from './formats.ts'

export interface PersonWords {
  readonly name: string
  /** Null where the name says the same. */
  readonly email: string | null
  readonly initials: string
}

/** Letters of these join their neighbours: two of them would read as a word. */
const JOINING = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}]/u
const ASIDE = /\([^)]*\)|\[[^\]]*\]|（[^）]*）/g
const LETTER = /[\p{L}\p{N}]/u

/** How a person is shown: by name, else by e-mail address. */
export function personWords({ name, email }: Pick<Account, 'name' | 'email'>): PersonWords {
  const [own, address] = [plain(name), plain(email ?? '')]
  return {
    name: own || address,
    email: own && address !== own ? address || null : null,
    initials: initialsOf(own) || initialsOf(address.split('@', 1)[0] ?? ''),
  }
}

/** The first letter of the first and of the last word; `Kay, Mia (IT)` is Mia Kay. */
function initialsOf(name: string): string {
  const bare = name.replace(ASIDE, ' ').trim() || name
  const [family, given, ...more] = bare.split(',')
  const ordered = given?.trim() && more.length === 0 ? `${given} ${family}` : bare
  const letters = ordered.split(/[\s._]+/).flatMap((word) => firstLetter(word) ?? [])
  const [first] = letters
  if (first === undefined) return ''
  const last = letters.length > 1 && !JOINING.test(first) ? letters.at(-1) : ''
  return `${first}${last}`
}

/** As people count letters (UAX #29): an accent or a vowel sign belongs to the letter before it. */
function firstLetter(word: string): string | undefined {
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)
  const letter = [...graphemes].find(({ segment }) => LETTER.test(segment))?.segment
  if (letter === undefined) return undefined
  const capital = letter.toLocaleUpperCase()
  // A capital of two letters, as of ß, is no initial.
  return [...capital.normalize('NFC')].length > [...letter.normalize('NFC')].length ? letter : capital
}

function plain(words: string): string {
  return withoutControls(words).replace(/\s+/g, ' ').trim()
}
