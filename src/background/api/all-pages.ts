import { fail } from '../../domain/failure.ts'
import type { Query } from './next-page.ts'

/** A walk that is longer leads nowhere. */
const MAX_PAGES = 50

/** The rows of all pages, each of which names the next one (RFC 8288). Throws `bad-answer` where they have no end. */
export async function readAllPages<Row>(
  list: (query: Query) => Promise<{ readonly rows: readonly Row[]; readonly next: Query | null }>,
  first: Query,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  let query: Query | null = first
  for (let pages = 0; query; pages += 1) {
    if (pages >= MAX_PAGES) return fail('bad-answer', { detail: `a list of more than ${MAX_PAGES} pages` })
    const page: { readonly rows: readonly Row[]; readonly next: Query | null } = await list(query)
    rows.push(...page.rows)
    query = page.next
  }
  return rows
}
