import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  AUTHOR,
  createDevice,
  type Device,
  ID,
  OTHER_ID,
  refusal,
  stored,
  throwing,
  wire,
} from '../../../test/support/device.ts'
import { AppError } from '../../domain/failure.ts'
import { BASE_PROFILE, FULL_PROFILE } from '../../domain/permissions.ts'
import { readSingleton } from '../store/database.ts'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

async function waiting(id = ID, version = 3): Promise<void> {
  await device.database.put('approvals', {
    account: AUTHOR.account,
    id,
    entry: stored(id, 'theirs', { userId: 'contractor', version }),
    userName: 'Demo Contractor',
    flags: [],
    weekTargetMinutes: null,
    refusal: null,
    changedAtMs: 0,
  })
}

const ids = (count: number) =>
  Array.from({ length: count }, (_, index) => `${ID.slice(0, -4)}${1000 + index}`)
const seenOf = (...seen: string[]) => seen.map((id) => ({ id, version: 3 }))
const APPROVING = { operationId: 'd-1', decision: 'approved', comment: null } as const
const approve = (...seen: string[]) => device.outbox.decide(AUTHOR, { ...APPROVING, seen: seenOf(...seen) })
const local = (id = ID) => device.database.get('approvals', [AUTHOR.account, id])
/** What is marked as decided, the server having been told. */
const told = async () =>
  (await readSingleton(device.database, 'decided'))?.marks.flatMap(({ ids }) => ids) ?? []
const afterTheWindow = async () => {
  device.nowMs += 5_000
  await device.drain()
}

describe('a decision', () => {
  beforeEach(() => waiting())

  it('is held for the undo window, then sent with the version that was seen', async () => {
    await approve(ID)
    await device.drain()
    expect(device.calls).toEqual([])
    await afterTheWindow()
    expect(device.calls).toEqual([['decide', ID, 'approved', 3]])
    expect(await told()).toEqual([ID])
    expect(await device.operations()).toEqual([])
  })

  it('can be taken back', async () => {
    await approve(ID)
    expect(await device.outbox.undo(AUTHOR, 'd-1')).toBe(true)
    await afterTheWindow()
    expect(device.calls).toEqual([])
    expect(await device.operations()).toEqual([])
  })

  it('that is asked for twice is made once', async () => {
    await approve(ID)
    await approve(ID)
    expect(await device.operations()).toHaveLength(1)
  })

  it('about another version than the one on this device is refused, and with it all of its act', async () => {
    await waiting(OTHER_ID, 4)
    await expect(approve(ID, OTHER_ID)).rejects.toMatchObject({ code: 'version-conflict' })
    expect(await device.operations()).toEqual([])
  })

  it('about what is decided here already is refused', async () => {
    await approve(ID)
    const again = device.outbox.decide(AUTHOR, { ...APPROVING, operationId: 'd-2', seen: seenOf(ID) })
    await expect(again).rejects.toMatchObject({ code: 'version-conflict' })
  })

  it('about what is not there is refused', async () => {
    await expect(approve(OTHER_ID)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('that rejects needs a comment', async () => {
    const rejecting = device.outbox.decide(AUTHOR, { ...APPROVING, decision: 'rejected', seen: seenOf(ID) })
    await expect(rejecting).rejects.toMatchObject({ code: 'invalid-entry' })
  })

  it('that comes too late is back in the list, saying who was first and when', async () => {
    await approve(ID)
    const decided = { by: 'manager', at: '2026-11-20T10:00:00Z' }
    device.answers = [throwing(refusal('already-decided', { decided }))]
    await afterTheWindow()
    expect(await device.operations()).toEqual([])
    expect(await local()).toMatchObject({
      refusal: { code: 'already-decided', decision: 'approved', decided, seen: null },
    })
    expect(await readSingleton(device.database, 'failure')).toBeNull()
  })

  it('on what has changed since shows both versions, and can be made again on the new one', async () => {
    await approve(ID)
    const current = stored(ID, 'changed', { userId: 'contractor', version: 4 })
    device.answers = [throwing(refusal('version-conflict', { current: wire(current) }))]
    await afterTheWindow()
    expect(await local()).toMatchObject({
      entry: { note: 'changed', version: 4 },
      refusal: { code: 'version-conflict', seen: { note: 'theirs', version: 3 } },
    })
    await device.outbox.decide(AUTHOR, { ...APPROVING, operationId: 'd-2', seen: [{ id: ID, version: 4 }] })
    await afterTheWindow()
    expect(device.calls.at(-1)).toEqual(['decide', ID, 'approved', 4])
    expect([await told(), (await local())?.refusal]).toEqual([[ID], null])
  })

  async function refuseAfterLostAnswer(status: 'approved' | 'rejected') {
    const decided = { by: 'employee', at: '2026-11-20T10:00:00Z' }
    const current = wire(stored(ID, 'theirs', { userId: 'contractor', version: 4, status }))
    const late = refusal('already-decided', { decided, current })
    device.answers = [throwing(new AppError('timed-out')), throwing(late)]
    await device.drain().catch(() => undefined)
    await device.drain()
  }

  it('whose answer was lost counts once', async () => {
    await approve(ID)
    device.nowMs += 5_000
    await refuseAfterLostAnswer('approved')
    expect(await device.operations()).toEqual([])
    expect([await told(), (await local())?.refusal]).toEqual([[ID], null])
  })

  it('whose answer was lost is told where the same person has decided otherwise elsewhere', async () => {
    await approve(ID)
    device.nowMs += 5_000
    await refuseAfterLostAnswer('rejected')
    expect(await device.operations()).toEqual([])
    expect((await local())?.refusal).toMatchObject({ code: 'already-decided', decision: 'approved' })
  })

  it('for which the permission is missing waits for it', async () => {
    await approve(ID)
    device.answers = [throwing(refusal('insufficient-scope'))]
    await afterTheWindow()
    expect(await device.operations()).toMatchObject([{ parked: { code: 'insufficient-scope' } }])
  })
})

describe('decisions on several', () => {
  const many = ids(1200)
  const CHUNKS = [many.slice(0, 500), many.slice(500, 1000), many.slice(1000)]

  beforeEach(async () => {
    for (const id of many) await waiting(id)
  })

  it('are one record, one undo and as many calls as it takes', async () => {
    await approve(...many)
    expect(await device.operations()).toHaveLength(1)
    expect(await readSingleton(device.database, 'undo')).toMatchObject({ kind: 'approved', count: 1200 })
    await afterTheWindow()
    expect(device.calls).toEqual([
      ['decide-all', CHUNKS[0]?.map((id) => `${id} 3`), 'approved', 'd-1:1200'],
      ['decide-all', CHUNKS[1]?.map((id) => `${id} 3`), 'approved', 'd-1:700'],
      ['decide-all', CHUNKS[2]?.map((id) => `${id} 3`), 'approved', 'd-1:200'],
    ])
    expect(await device.operations()).toEqual([])
  })

  it('go on where they were broken off, the same ones under the same key', async () => {
    await approve(...many)
    device.nowMs += 5_000
    const succeeded = (chunk: readonly string[] = []) =>
      chunk.map((id) => ({ id, status: 200, problem: null }))
    device.answers = [() => succeeded(CHUNKS[0]), throwing(new AppError('timed-out'))]
    await device.drain().catch(() => undefined)
    expect(await device.operations()).toMatchObject([{ act: { total: 1200 } }])
    expect((await device.operations())[0]?.act).toMatchObject({ items: seenOf(...many.slice(500)) })
    await device.drain()
    expect(device.calls.map((call) => call.at(-1))).toEqual([
      ...['d-1:1200', 'd-1:700', 'd-1:200'],
      ...['d-1:700', 'd-1:200'],
    ])
    expect(await device.operations()).toEqual([])
  })

  it('of which the rest is refused, for want of a permission, leave that rest alone waiting', async () => {
    await approve(...many)
    device.nowMs += 5_000
    const succeeded = (chunk: readonly string[] = []) =>
      chunk.map((id) => ({ id, status: 200, problem: null }))
    const forbidden = Array(4).fill(throwing(refusal('insufficient-scope')))
    device.answers = [() => succeeded(CHUNKS[0]), ...forbidden]
    await device.drain()
    expect(device.calls.map((call) => call.at(-1))).toEqual([
      ...['d-1:1200', 'd-1:700', 'd-1:200'],
      ...['d-1:700', 'd-1:200'],
    ])
    expect(await device.operations()).toMatchObject([
      { parked: { code: 'insufficient-scope' }, act: { items: seenOf(...many.slice(500)), total: 1200 } },
    ])
  })

  it('leave exactly those that were refused, each with its reason', async () => {
    const [good = '', late = '', gone = '', own = ''] = many
    await approve(good, late, gone, own)
    const decided = { by: 'director', at: '2026-11-20T10:00:00Z' }
    device.answers = [
      () => [
        { id: good, status: 200, problem: null },
        { id: late, status: 409, problem: { code: 'already-decided', decided } },
        { id: gone, status: 404, problem: { code: 'not-found', detail: 'There is no such entry' } },
        { id: own, status: 403, problem: { code: 'own-entry' } },
      ],
    ]
    await afterTheWindow()
    expect(await device.operations()).toEqual([])
    expect(await told()).toEqual([good])
    expect((await local(late))?.refusal).toMatchObject({ code: 'already-decided', decided })
    expect((await local(gone))?.refusal).toMatchObject({
      code: 'not-found',
      detail: 'There is no such entry',
    })
    expect((await local(own))?.refusal).toMatchObject({ code: 'own-entry' })
  })

  it('go one by one to a server that takes them so alone', async () => {
    device.profile = { ...FULL_PROFILE, batch: false }
    await approve(...many.slice(0, 3))
    await afterTheWindow()
    expect(device.calls).toEqual(many.slice(0, 3).map((id) => ['decide', id, 'approved', 3]))
  })

  it('that reject go to no server without rejections', async () => {
    device.profile = BASE_PROFILE
    const rejecting = { operationId: 'd-1', decision: 'rejected', comment: 'no' } as const
    await device.outbox.decide(AUTHOR, { ...rejecting, seen: seenOf(...many.slice(0, 2)) })
    await afterTheWindow()
    expect(device.calls).toEqual([])
    expect((await local(many[1]))?.refusal).toMatchObject({ code: 'not-offered' })
  })
})

it('a refusal that was taken note of is gone; the list says whether it waits after all', async () => {
  await waiting()
  await approve(ID)
  device.answers = [throwing(refusal('not-found'))]
  await afterTheWindow()
  await device.outbox.forgetRefusals(AUTHOR, [ID])
  expect([await told(), (await local())?.refusal]).toEqual([[ID], null])
})

it('the last comments are kept, each once, the latest first', async () => {
  for (const [index, comment] of ['a', 'b', 'a', 'c', 'd', 'e', 'f'].entries()) {
    const id = ids(10)[index] ?? ''
    await waiting(id)
    await device.outbox.decide(AUTHOR, {
      operationId: `d-${index}`,
      decision: 'rejected',
      comment,
      seen: seenOf(id),
    })
  }
  expect((await readSingleton(device.database, 'recentComments'))?.comments).toEqual([
    'f',
    'e',
    'd',
    'c',
    'a',
  ])
})
