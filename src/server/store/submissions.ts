import type { Queries } from './database.ts'
import { submissions } from './schema.ts'

export async function insertSubmission(
  queries: Queries,
  row: typeof submissions.$inferInsert,
): Promise<void> {
  await queries.insert(submissions).values(row)
}
