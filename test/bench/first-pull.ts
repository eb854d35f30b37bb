import type { Page, Worker } from '@playwright/test'

/** As the extension asks. */
const PAGE_ENTRIES = 500

/** Milliseconds of a synchronisation that finds nothing of the server's entries here. */
export async function measureFirstPull(popup: Page): Promise<number> {
  return await popup.evaluate(async () => {
    const opening = indexedDB.open('timejot')
    await new Promise<void>((resolve, reject) => {
      opening.onsuccess = () => resolve()
      opening.onerror = () => reject(opening.error)
    })
    const transaction = opening.result.transaction(['entries', 'positions'], 'readwrite')
    for (const name of ['entries', 'positions']) transaction.objectStore(name).clear()
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => reject(transaction.error)
    })
    opening.result.close()
    const startedMs = performance.now()
    const reply = await chrome.runtime.sendMessage({ command: 'synchronise', input: {} })
    if (!(reply as { ok: boolean }).ok) throw new Error(JSON.stringify(reply))
    return performance.now() - startedMs
  })
}

/** Milliseconds of the bare fetches of the same pages, each parsed and forgotten. */
export async function measureBarePull(
  worker: Worker,
  { apiUrl, token }: { apiUrl: string; token: string },
): Promise<{ elapsedMs: number; rows: number }> {
  return await worker.evaluate(
    async ({ first, token }) => {
      const startedMs = performance.now()
      let rows = 0
      for (let url: string | null = first; url !== null; ) {
        const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
        const response: Response = await fetch(url, { headers, credentials: 'omit', cache: 'no-store' })
        rows += ((await response.json()) as unknown[]).length
        const next: string | undefined = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
        url = next === undefined ? null : new URL(next, url).href
      }
      return { elapsedMs: performance.now() - startedMs, rows }
    },
    { first: `${apiUrl}/timesheets?limit=${PAGE_ENTRIES}`, token },
  )
}
