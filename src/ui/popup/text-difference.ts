/** As much of what two texts have in common as stays without being cut. */
const COMMON_SHOWN = 60
/** As much of it as is shown before the difference, so that its place is known. */
const LEAD = 24

/** A text from shortly before it begins to differ from the other, at the beginning of a word. */
export function fromDifference(words: string, other: string): string {
  let common = 0
  while (common < words.length && words[common] === other[common]) common += 1
  if (common <= COMMON_SHOWN) return words
  const start = words.lastIndexOf(' ', common - LEAD) + 1
  return start === 0 ? words : `…${words.slice(start)}`
}
