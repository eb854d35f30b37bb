import 'fake-indexeddb/auto'
import { describe, expect, it, vi } from 'vitest'
import { AUTHOR, content, createDevice, stored } from '../../../test/support/device.ts'
import { AppError } from '../../domain/failure.ts'
import { FULL_PROFILE } from '../../domain/permissions.ts'
import type { Operation } from '../store/database.ts'
import { dueNow } from './drain.ts'

const idOf = (index: number) => `0190a4a0-0000-7000-8000-${String(index).padStart(12, '0')}`

const NOW_MS = 1_000_000
const create = { kind: 'create', content: content('one') } as const
const update = { kind: 'update', content: content('two') } as const
const deletion = { kind: 'delete' } as const

let seq = 0
function operation(entryId: string, act: Operation['act'], more: Partial<Operation> = {}): Operation {
  seq += 1
  const operationId = `${entryId}-${act.kind}`
  const usual = { seq, operationId, entryId, act, account: 'a', heldUntilMs: 0, attempts: 0, parked: null }
  return { ...usual, ...more }
}

describe('what is due', () => {
  const parked = { code: 'invalid-entry', detail: null } as const
  const due = (...operations: Operation[]) => dueNow(operations, NOW_MS).map(({ operationId }) => operationId)

  it('is the first operation of each entry, oldest first', () => {
    expect(due(operation('a', create), operation('b', create), operation('a', update))).toEqual([
      'a-create',
      'b-create',
    ])
  })

  it('is nothing behind what is held or waits for a person', () => {
    expect(due(operation('a', create, { heldUntilMs: NOW_MS + 1 }), operation('a', update))).toEqual([])
    expect(due(operation('a', create, { parked }), operation('a', update))).toEqual([])
  })

  it('is a deletion in the place of what never left, and not of what may have arrived', () => {
    expect(due(operation('a', create), operation('a', update), operation('a', deletion))).toEqual([
      'a-delete',
    ])
    expect(due(operation('a', create, { attempts: 1 }), operation('a', deletion))).toEqual(['a-create'])
    expect(due(operation('a', create), operation('a', deletion, { heldUntilMs: NOW_MS + 1 }))).toEqual([
      'a-create',
    ])
  })
})

describe('a drain', () => {
  async function deviceWith(count: number) {
    const device = await createDevice()
    for (let index = 0; index < count; index += 1)
      await device.outbox.capture(AUTHOR, idOf(index), content(`note ${index}`))
    return device
  }

  /** How many calls are under way at most, each answered some turns later. */
  async function mostAtOnce(device: Awaited<ReturnType<typeof deviceWith>>): Promise<number> {
    let underWay = 0
    let most = 0
    device.client.createEntry = async (id, { note }) => {
      underWay += 1
      most = Math.max(most, underWay)
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      underWay -= 1
      return { ...stored(id, note), userName: null }
    }
    await device.drain()
    expect(await device.operations()).toEqual([])
    return most
  }

  it('looks one after the other for additions that may have arrived as they were tried before', async () => {
    const device = await deviceWith(2)
    device.profile = { ...FULL_PROFILE, keepsIds: false }
    for (const operation of await device.operations())
      await device.database.put('outbox', { ...operation, attempts: 1, tried: [content('before')] })
    expect(await mostAtOnce(device)).toBe(1)
  })

  it('of 120 entries reads the outbox four times, not for each entry', async () => {
    const device = await deviceWith(120)
    const reads = vi.spyOn(IDBIndex.prototype, 'getAll')
    await device.drain()
    const contexts = reads.mock.contexts as IDBIndex[]
    const looks = contexts.filter(
      ({ name, objectStore }) => name === 'account' && objectStore.name === 'outbox',
    )
    reads.mockRestore()
    expect(looks).toHaveLength(4)
    expect(new Set(device.calls.map(([, id]) => id)).size).toBe(120)
    expect(device.calls).toHaveLength(120)
  })

  it('has two entries under way at once', async () => {
    expect(await mostAtOnce(await deviceWith(6))).toBe(2)
  })

  it('keeps the order where not all are additions: a deletion makes room for what was added after it', async () => {
    const device = await deviceWith(1)
    await device.drain()
    device.calls.length = 0
    await device.outbox.remove(AUTHOR, idOf(0))
    await device.outbox.capture(AUTHOR, idOf(1), content('in its room'))
    device.nowMs += 5_000
    await device.drain()
    expect(device.calls.map(([kind]) => kind)).toEqual(['delete', 'create'])
  })

  it('has one under way where a lost answer is found out by looking for the entry', async () => {
    const device = await deviceWith(6)
    device.profile = { ...FULL_PROFILE, idempotent: false }
    expect(await mostAtOnce(device)).toBe(1)
  })

  it('ends after a failure only when what is under way has ended, and begins nothing more', async () => {
    const device = await deviceWith(6)
    const begun: string[] = []
    let isAnswered = false
    device.client.createEntry = async (id, { note }) => {
      begun.push(id)
      if (id === idOf(0)) throw new AppError('offline')
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      isAnswered = true
      return { ...stored(id, note), userName: null }
    }
    await expect(device.drain()).rejects.toMatchObject({ code: 'offline' })
    expect(isAnswered).toBe(true)
    expect(begun).toEqual([idOf(0), idOf(1)])
    expect((await device.operations()).map(({ entryId }) => entryId)).toEqual([0, 2, 3, 4, 5].map(idOf))
  })
})
