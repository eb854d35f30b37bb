import type { PageKeys } from '../../contract/commands.ts'
import type { Database } from './database.ts'
import type { StoredPage } from './stored-page.ts'

/** Of each person; beyond it the page that was booked from longest ago is forgotten. */
const MOST_PAGES = 500

export interface PagesDeps {
  readonly database: Database
  readonly now: () => number
  /** Whether the person wants pages to be used at all. */
  readonly isWanted: () => Promise<boolean>
}

export type Pages = ReturnType<typeof createPages>
export type PageProject = Pick<StoredPage, 'project' | 'projectId'>

/**
 * Which project was last booked from which page and which site. Of an address nothing is stored but a digest, which
 * also depends on whose memory it is.
 */
export function createPages({ database, now, isWanted }: PagesDeps) {
  return {
    /** The project last booked from this page, else from its site; null when there was none. */
    async recall(account: string, keys: PageKeys): Promise<PageProject | null> {
      if (!(await isWanted())) return null
      for (const page of await digestsOf(account, keys)) {
        const known = await database.get('pages', [account, page])
        if (known) return { project: known.project, projectId: known.projectId }
      }
      return null
    },

    async remember(account: string, keys: PageKeys, { project, projectId }: PageProject): Promise<void> {
      if (!(await isWanted())) return
      const digests = await digestsOf(account, keys)
      const { store, done } = database.transaction('pages', 'readwrite')
      for (const page of digests) await store.put({ account, page, project, projectId, usedAtMs: now() })
      let surplus = (await store.index('account').count(account)) - MOST_PAGES
      // An array is greater than any number (Indexed Database API, section 2.4).
      const oldestFirst = IDBKeyRange.bound([account], [account, []])
      let cursor = await store.index('used').openCursor(oldestFirst)
      for (; cursor && surplus > 0; surplus -= 1) {
        await cursor.delete()
        cursor = await cursor.continue()
      }
      await done
    },

    async forget(account: string): Promise<void> {
      const { store, done } = database.transaction('pages', 'readwrite')
      for (const key of await store.index('account').getAllKeys(account)) await store.delete(key)
      await done
    },
  }
}

/** Of the page, then of its site: the two never meet, even where they have the same name. */
async function digestsOf(account: string, { page, site }: PageKeys): Promise<readonly string[]> {
  return await Promise.all([digest(['page', account, page]), digest(['site', account, site])])
}

async function digest(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts))
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return hash.toBase64({ alphabet: 'base64url', omitPadding: true })
}
