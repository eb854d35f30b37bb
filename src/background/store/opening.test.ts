import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openStore } from './opening.ts'

afterEach(() => vi.useRealTimers())

const upgrade = () => undefined

describe('opening a store', () => {
  it('lets go of it when another context needs a newer version, and says so', async () => {
    const onLost = vi.fn()
    const older = await openStore('newer', 1, upgrade, onLost)
    expect(onLost).not.toHaveBeenCalled()
    const newer = await openStore('newer', 2, upgrade, () => undefined)
    expect(newer.version).toBe(2)
    expect(onLost).toHaveBeenCalledOnce()
    expect(() => older.transaction([])).toThrow(/closed|clos|state/i)
  })

  it('waits for an older context that takes its time', async () => {
    const older = await openBare('slow')
    setTimeout(() => older.close(), 50)
    expect((await openStore('slow', 2, upgrade, () => undefined)).version).toBe(2)
  })

  it('does not wait for ever for one that never lets go, and opens once it has', async () => {
    const older = await openBare('stuck')
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const opening = openStore('stuck', 2, upgrade, () => undefined)
    const refused = expect(opening).rejects.toMatchObject({
      code: 'storage-failed',
      detail: 'InvalidStateError: another window holds an older version open',
    })
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), { interval: 5 })
    await vi.advanceTimersByTimeAsync(5_000)
    await refused
    vi.useRealTimers()
    older.close()
    expect((await openStore('stuck', 2, upgrade, () => undefined)).version).toBe(2)
  })

  it('is refused in words where the browser keeps no site data', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    await expect(openStore('denied', 1, upgrade, () => undefined)).rejects.toMatchObject({
      code: 'storage-failed',
      detail: 'SecurityError: denied',
    })
    vi.restoreAllMocks()
  })

  it('is refused in words where a newer extension has been here', async () => {
    ;(await openStore('downgraded', 2, upgrade, () => undefined)).close()
    await expect(openStore('downgraded', 1, upgrade, () => undefined)).rejects.toMatchObject({
      code: 'storage-failed',
      detail: expect.stringMatching(/^VersionError: /),
    })
  })
})

/** Held by code that knows nothing of others. */
function openBare(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
