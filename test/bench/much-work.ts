import type { Page } from '@playwright/test'

export const PROJECT_COUNT = 10_000
export const ENTRY_COUNT = 50_000

interface Counts {
  readonly projects: number
  readonly entries: number
}

/** Fills the extension's database from one of its pages, as years of pulls would have. The server is not asked. */
export async function storeMuchWork(page: Page): Promise<void> {
  await page.evaluate(fillDatabase, { projects: PROJECT_COUNT, entries: ENTRY_COUNT })
}

/** Runs in the page. */
async function fillDatabase(counts: Counts): Promise<void> {
  const whenDone = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await whenDone(indexedDB.open('timejot'))
  const transaction = database.transaction(['projects', 'entries', 'singletons'], 'readwrite')
  const account = ((await whenDone(transaction.objectStore('singletons').get('account'))) as { key: string })
    .key

  const projects = transaction.objectStore('projects')
  for (const key of await whenDone(projects.getAllKeys())) projects.delete(key)
  const areas = ['Website', 'Support', 'Migration', 'Rollout', 'Audit', 'Training', 'Mobile app', 'Reports']
  for (let index = 0; index < counts.projects; index += 1)
    projects.put({
      account,
      id: `p${index}`,
      client: `Client ${index >> 3}`,
      name: `${areas[index % areas.length]} ${index}`,
      tasks: [],
      archived: false,
    })

  const entries = transaction.objectStore('entries')
  const acts = [
    'review of',
    'call about',
    'first version of',
    'tests for',
    'notes on',
    'plan of',
    'talk about',
  ]
  const things = ['the order history', 'the start page', 'new prices', 'the sign-in', 'the month', 'search']
  const dayMs = 24 * 60 * 60 * 1000
  for (let index = 0; index < counts.entries; index += 1) {
    const id = `0190a4a0-0000-7000-8000-${String(index).padStart(12, '0')}`
    const project = (index * 7919) % counts.projects
    const entry = {
      id,
      userId: 'employee',
      date: new Date(Date.now() - (8 + (counts.entries - index) / 20) * dayMs).toISOString().slice(0, 10),
      start: null,
      minutes: 15 + (index % 8) * 15,
      project: `${areas[project % areas.length]} ${project}`,
      projectId: `p${project}`,
      task: null,
      tags: index % 3 === 0 ? [`tag-${index % 300}`] : [],
      note: `${acts[index % acts.length]} ${things[index % things.length]}, part ${index}`,
      billable: true,
      status: 'submitted',
      review: null,
      version: 1,
    }
    const local = { account, id, entry, confirmed: entry, sync: 'sent', failure: null, failureDetail: null }
    entries.put({ ...local, conflict: null, deleted: false, changedAtMs: 0 })
  }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
  database.close()
}
