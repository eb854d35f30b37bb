import type { DecisionView } from '../contract/received-approval.ts'
import type { ApiClient } from './api/client.ts'

const PAGE = { limit: '1000' } as const
/** As many as a page can take, and a person ever looks at. */
const MOST = 5_000

/** The decisions of the person on screen, the latest first. Throws what keeps the server from telling them. */
export async function readDecisions(
  client: Pick<ApiClient, 'listDecisions'>,
): Promise<{ readonly decisions: readonly DecisionView[]; readonly truncated: boolean }> {
  const decisions: DecisionView[] = []
  let query: Readonly<Record<string, string>> | null = PAGE
  while (query && decisions.length < MOST) {
    const page = await client.listDecisions(query)
    decisions.push(...page.rows)
    query = page.rows.length > 0 ? page.next : null
  }
  return { decisions: decisions.slice(0, MOST), truncated: query !== null }
}
