import type { Received } from './api.ts'
import { nextOf, type Person } from './people.ts'

/** A copy of somebody's entries that follows the server by pages alone, as any client can. */
export function createReader(person: Person, limit: number) {
  const copy = new Map<string, Received['body'][number]>()
  let query = `?limit=${limit}`
  return {
    /** Takes the next page; true at the end of a walk, from where the next page goes on. */
    async readPage(): Promise<boolean> {
      const answer = await person.list(query)
      for (const row of answer.body) {
        if ('deleted' in row) copy.delete(row.id)
        else copy.set(row.id, row)
      }
      const next = nextOf(answer)
      const until = answer.headers.get('updated-until')
      query = next ?? (until === null ? `?limit=${limit}` : `?limit=${limit}&updated_since=${until}`)
      return next === null
    },
    entries: () => [...copy.values()].sort((a, b) => (a.updated_at < b.updated_at ? -1 : 1)),
  }
}
