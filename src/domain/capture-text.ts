/** A stretch without white space; `from` and `to` are offsets into the line. */
export interface Word {
  readonly text: string
  readonly from: number
  readonly to: number
}

export type PartName = 'duration' | 'date' | 'project' | 'tag'

/** A stretch of the line and what it was taken for. */
export interface CapturePart {
  readonly part: PartName
  readonly from: number
  readonly to: number
}

/** A line while it is read: each word is taken for one part, and what nothing takes is the note. */
export interface TypedLine {
  readonly text: string
  readonly words: readonly Word[]
  readonly taken: Map<Word, PartName>
}

export function splitWords(text: string): readonly Word[] {
  return [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }))
}

/** `@acme` or `#workshop`; a lone sign is a word like any other. */
export function isMarked({ text }: Word): boolean {
  return text.length > 1 && (text.startsWith('@') || text.startsWith('#'))
}

/** The words that nothing has taken and that are not marked for a part. */
export function plainWords(line: TypedLine): readonly Word[] {
  return line.words.filter((word) => !line.taken.has(word) && !isMarked(word))
}

/** Takes the words between two offsets. */
export function takeStretch(line: TypedLine, part: PartName, from: number, to: number): void {
  for (const word of line.words) if (word.from >= from && word.to <= to) line.taken.set(word, part)
}

/** What is left, exactly as typed; only the white space around a taken word closes up. */
export function noteOf(
  text: string,
  taken: Iterable<{ readonly from: number; readonly to: number }>,
): string {
  const stretches: string[] = []
  let from = 0
  for (const part of taken) {
    stretches.push(text.slice(from, part.from).trim())
    from = part.to
  }
  stretches.push(text.slice(from).trim())
  return stretches.filter((stretch) => stretch !== '').join(' ')
}

/** The parts that were taken, in the order of the line; neighbours that are one part are one stretch. */
export function partsOf(line: TypedLine): readonly CapturePart[] {
  const parts: CapturePart[] = []
  let isNeighbour = false
  for (const word of line.words) {
    const part = line.taken.get(word)
    const last = parts.at(-1)
    if (part && last && isNeighbour && last.part === part && part !== 'tag')
      parts[parts.length - 1] = { ...last, to: word.to }
    else if (part) parts.push({ part, from: word.from, to: word.to })
    isNeighbour = part !== undefined
  }
  return parts
}
