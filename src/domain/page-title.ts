/** Titles are anybody's words: no more of one is looked at. */
const MOST_READ = 1_000
/** No longer than a person would write into a note. */
const MOST_OFFERED = 200

/** Control characters, direction marks, and what cannot be seen; joiners stay, which emoji and some scripts need. */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu
/** Half a pair, as a cut leaves it. */
const LONE_SURROGATE = /\p{Cs}/gu
const E_MAIL = /[([<]?[^\s()[\]<>,;:"]{1,64}@[^\s()[\]<>,;:"]{1,190}\.\p{L}{2,24}[)\]>]?/gu
/** `(3)`, `[12]`, `(99+)`, and the marks that applications put before a title while something is unread. */
const UNREAD = /^(?:[([]\d{1,5}\+?[)\]]\s*|[*!•●◦🔴🔵]\s*)+/u
/** Between two parts of a title. */
const SEPARATOR = /\s+[-–—|·•›⋅]\s+/gu

/** One line that can be shown, without unread counters and e-mail addresses. */
export function plainTitle(title: string): string {
  return withoutAddresses(plainWords(title.slice(0, MOST_READ)).replace(UNREAD, ''))
}

/** Words in one line, without what cannot be seen. */
export function plainWords(words: string): string {
  return words.replace(LONE_SURROGATE, '').replace(UNSEEN, ' ').replace(/\s+/gu, ' ').trim()
}

/** A part that is an address goes with its separator; inside a part the address alone. */
function withoutAddresses(title: string): string {
  if (!title.includes('@')) return title
  return joinParts(
    splitParts(title).map(({ text, before }) => {
      const rest = text.replace(E_MAIL, '').replace(/\s+/gu, ' ').trim()
      return { text: rest, before }
    }),
  )
}

export interface TitlePart {
  readonly text: string
  /** The separator before it, with its spaces; empty before the first. */
  readonly before: string
}

export function splitParts(title: string): readonly TitlePart[] {
  const parts: TitlePart[] = []
  let [from, before] = [0, '']
  for (const { 0: separator, index } of title.matchAll(SEPARATOR)) {
    parts.push({ text: title.slice(from, index), before })
    before = separator
    from = index + separator.length
  }
  return [...parts, { text: title.slice(from), before }]
}

/** Parts that are left empty go with their separators. */
export function joinParts(parts: readonly TitlePart[]): string {
  const left = parts.filter(({ text }) => text !== '')
  return left.map(({ text, before }, index) => (index === 0 ? text : before + text)).join('')
}

/** The title without the parts at its end that `isOfApp` knows, and without what is before them if it counts them too. */
export function withoutLast(title: string, isOfApp: (part: string) => boolean): string {
  const parts = [...splitParts(title)]
  while (parts.length > 0 && isOfApp(parts.at(-1)?.text ?? '')) parts.pop()
  return joinParts(parts)
}

/** Cut between two words where there is one to cut at. */
export function shorten(title: string, length: number = MOST_OFFERED): string {
  if (title.length <= length) return title
  const cut = title.slice(0, length - 1).replace(LONE_SURROGATE, '')
  const space = cut.lastIndexOf(' ')
  return `${(space > length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
