/** The most that one letter of JSON takes in the browser's storage. */
const MOST_BYTES_A_LETTER = 6

const ENCODER = new TextEncoder()

/**
 * Bytes that JSON takes as a text in `storage.local`, whose quota counts it as text within JSON once more: in UTF-8, with
 * quotes and backslashes escaped, and as Chromium writes it `<` and the two line separators as six letters.
 */
export function storedBytes(json: string): number {
  const escaped = json.match(/[<\u2028\u2029]/g)?.length ?? 0
  return ENCODER.encode(JSON.stringify(json)).length + (MOST_BYTES_A_LETTER - 1) * escaped
}

/** The first rows that take no more than so many bytes in storage. */
export function fitting<Row>(rows: readonly Row[], mostBytes: number): readonly Row[] {
  const jsons = rows.map((row) => JSON.stringify(row))
  // Counting each byte takes its time, and is seldom needed.
  const letters = jsons.reduce((sum, json) => sum + json.length + 1, 0)
  if (letters * MOST_BYTES_A_LETTER <= mostBytes) return rows
  let bytes = 0
  const end = jsons.findIndex((json) => {
    bytes += storedBytes(json)
    return bytes > mostBytes
  })
  return end === -1 ? rows : rows.slice(0, end)
}
