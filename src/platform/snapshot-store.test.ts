import { beforeEach, expect, it, vi } from 'vitest'
import { atWork } from '../../test/e2e/states/snapshots.ts'
import type { Snapshot } from '../contract/snapshot.ts'

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>
type Listener = (changes: Changes, area: string) => unknown

let store: typeof import('./snapshot-store.ts')
const stored = new Map<string, unknown>()
const listeners = new Set<Listener>()

/** As the browser does: of what was set, it tells what is another value than before. */
async function change(items: Record<string, unknown>): Promise<void> {
  const changes: Changes = {}
  for (const [key, newValue] of Object.entries(items)) {
    if (stored.get(key) !== newValue) changes[key] = { oldValue: stored.get(key), newValue }
    if (newValue === undefined) stored.delete(key)
    else stored.set(key, newValue)
  }
  await Promise.all([...listeners].map((listener) => listener(changes, 'local')))
}

beforeEach(async () => {
  stored.clear()
  listeners.clear()
  const local = {
    get: async (keys: string | string[]) =>
      Object.fromEntries([keys].flat().flatMap((key) => (stored.has(key) ? [[key, stored.get(key)]] : []))),
    set: change,
    remove: async (keys: string[]) => change(Object.fromEntries(keys.map((key) => [key, undefined]))),
  }
  const onChanged = {
    addListener: (listener: Listener) => void listeners.add(listener),
    removeListener: (listener: Listener) => void listeners.delete(listener),
  }
  vi.stubGlobal('chrome', { storage: { local, onChanged } })
  vi.resetModules()
  store = await import('./snapshot-store.ts')
})

it('reads what was written, and for a first frame all but its lists', async () => {
  const snapshot = atWork()
  await store.writeSnapshot(snapshot)
  expect(await store.readSnapshot()).toEqual(snapshot)
  expect(await store.readSnapshotFrame()).toEqual({
    ...snapshot,
    ...{ entries: [], weeks: [], projects: [], approvals: null },
  })
})

it('reads nothing where a part is missing, as after an update', async () => {
  await store.writeSnapshot(atWork())
  stored.delete('steady')
  expect(await store.readSnapshot()).toBeNull()
})

it('tells of each snapshot, with the same projects while they stay the same', async () => {
  const seen: Snapshot[] = []
  await store.writeSnapshot(atWork())
  const stop = store.watchSnapshot((snapshot) => seen.push(snapshot))
  await store.writeSnapshot(atWork({ entries: [] }))
  await store.writeSnapshot(atWork({ session: 'expired' }))
  await store.writeSnapshot(atWork({ projects: [] }))
  stop()
  await store.writeSnapshot(atWork())
  expect(seen.map(({ session, entries, projects }) => [session, entries.length, projects.length])).toEqual([
    ['signed-in', 0, atWork().projects.length],
    ['expired', atWork().entries.length, atWork().projects.length],
    ['signed-in', atWork().entries.length, 0],
  ])
  expect(seen[1]?.projects).toBe(seen[0]?.projects)
})

it('has nothing left once it is wiped', async () => {
  await store.writeSnapshot(atWork())
  await store.wipeSnapshot()
  expect([...stored.keys()]).toEqual([])
  expect(await store.readSnapshot()).toBeNull()
})
