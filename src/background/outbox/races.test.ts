import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import {
  AUTHOR,
  content,
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
import { forgetAccount } from '../account.ts'
import { failWithAnswer } from '../api/api-failure.ts'

/** Each number of turns of the event loop puts the user's act between two other awaits of the drain. */
const MOMENTS = Array.from({ length: 12 }, (_, turns) => turns)

async function turnsLater(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

describe('at any moment of a drain', () => {
  it.each(MOMENTS)('an edit is kept here and reaches the server (%i turns later)', async (turns) => {
    const device = await createDevice()
    await device.outbox.capture(AUTHOR, ID, content('one'))
    const draining = device.drain()
    await turnsLater(turns)
    await device.outbox.edit(AUTHOR, ID, content('two'))
    await draining
    await device.drain()
    expect((await device.entry())?.entry.note).toBe('two')
    expect(JSON.stringify(device.calls.at(-1))).toContain('two')
  })

  it.each(MOMENTS)(
    'an addition taken back is not on the server in the end (%i turns later)',
    async (turns) => {
      const device = await createDevice()
      await device.outbox.capture(AUTHOR, ID, content('one'))
      const draining = device.drain()
      await turnsLater(turns)
      const undone = await device.outbox.undo(AUTHOR, 'op-1')
      await draining
      await device.drain()
      const acts = device.calls.map(([act]) => act).join()
      expect([undone, acts]).toBeOneOf([
        [true, ''],
        [true, 'create,delete'],
      ])
    },
  )

  it.each(MOMENTS)('a deletion taken back in time is not sent (%i turns later)', async (turns) => {
    const device = await createDevice()
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    await device.outbox.remove(AUTHOR, ID)
    device.nowMs += 5_000
    const draining = device.drain()
    await turnsLater(turns)
    const undone = await device.outbox.undo(AUTHOR, 'op-2')
    await draining
    const isSent = device.calls.some(([act]) => act === 'delete')
    expect([undone, isSent]).toBeOneOf([
      [true, false],
      [false, true],
    ])
  })
})

describe('an entry edited while its first try is under way, then refused,', () => {
  it('is sent as it was edited', async () => {
    const device = await createDevice()
    await device.outbox.capture(AUTHOR, ID, content('too much'))
    device.answers = [throwing(new AppError('offline'))]
    await device.drain().catch(() => undefined)
    await device.outbox.edit(AUTHOR, ID, content('fixed'))
    device.answers = [throwing(refusal('day-full'))]
    await device.drain()
    expect(device.calls.at(-1)).toEqual(['create', ID, 'fixed', 'op-2'])
    expect(await device.operations()).toEqual([])
  })

  it('is sent once it is edited again, after a conflict', async () => {
    const device = await createDevice()
    await device.outbox.capture(AUTHOR, ID, content('a'))
    await device.drain()
    await device.outbox.edit(AUTHOR, ID, content('b'))
    device.answers = [throwing(new AppError('offline'))]
    await device.drain().catch(() => undefined)
    await device.outbox.edit(AUTHOR, ID, content('c'))
    const current = wire(stored(ID, 'elsewhere', { version: 5 }))
    device.answers = [throwing(refusal('version-conflict', { current }))]
    await device.drain()
    await device.outbox.edit(AUTHOR, ID, content('d'), 5)
    await device.drain()
    expect(device.calls.at(-1)).toEqual(['change', ID, 'd', 5, expect.any(String)])
    expect(await device.operations()).toEqual([])
  })
})

describe('only the API’s own refusal parks an entry, not', () => {
  it.each(['clock-wrong', 'sign-in-refused', 'insufficient-scope'] as const)(
    'a renewal that fails: %s',
    async (code) => {
      const device = await createDevice()
      await device.outbox.capture(AUTHOR, ID, content('one'))
      device.answers = [throwing(new AppError(code))]
      await expect(device.drain()).rejects.toMatchObject({ code })
      expect(await device.operations()).toMatchObject([{ parked: null }])
    },
  )

  it.each([403, 404, 408])('a proxy that answers %i in its place', async (status) => {
    const device = await createDevice()
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    await device.outbox.edit(AUTHOR, ID, content('long edit'))
    const page = new Response('<html>', { status, headers: { 'content-type': 'text/html' } })
    const error = await failWithAnswer(page).catch((refused: AppError) => refused)
    device.answers = [throwing(error)]
    await expect(device.drain()).rejects.toBe(error)
    expect((await device.entry())?.entry.note).toBe('long edit')
    expect(await device.operations()).toMatchObject([{ parked: null }])
  })
})

describe('the outbox', () => {
  it.each([
    ['the server fails', refusal('server-error')],
    ['something unexpected happens', new TypeError('unexpected')],
  ])('gives the others their turn when %s at one entry again and again', async (_, failure) => {
    const device = await createDevice()
    await device.outbox.capture(AUTHOR, ID, content('indigestible'))
    await device.outbox.capture(AUTHOR, OTHER_ID, content('two'))
    for (let tries = 0; tries < 3; tries += 1) {
      device.answers = [throwing(failure)]
      await device.drain().catch(() => undefined)
    }
    expect(await device.entry(OTHER_ID)).toMatchObject({ sync: 'sent' })
    expect(await device.operations()).toMatchObject([{ entryId: ID, attempts: 3, parked: null }])
  })

  it.each([
    ['an answer', () => stored(ID, 'one')],
    ['a refusal', throwing(refusal('version-conflict', { current: wire(stored(ID, 'mine')) }))],
  ])('takes %s about another entry for no word about this one', async (_, answer) => {
    const device = await createDevice()
    for (const id of [ID, OTHER_ID]) await device.outbox.capture(AUTHOR, id, content('one'))
    await device.drain()
    await device.outbox.edit(AUTHOR, OTHER_ID, content('mine'))
    device.answers = [answer]
    await device.drain().catch(() => undefined)
    expect(await device.entry(ID)).toMatchObject({ id: ID, entry: { note: 'one' }, sync: 'sent' })
    expect(await device.operations()).toMatchObject([
      { entryId: OTHER_ID, act: { content: { note: 'mine' } } },
    ])
  })

  it('sends what was captured before the clock was set back', async () => {
    const device = await createDevice()
    device.nowMs = Date.parse('2027-01-20')
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.nowMs = Date.parse('2026-11-20')
    await device.drain()
    expect(device.calls).toHaveLength(1)
  })

  it('leaves what is refused after its person has gone to wait for them, without a word to the next', async () => {
    const device = await createDevice()
    const account = await device.database.get('singletons', 'account')
    if (!account) throw new Error('nobody is on screen')
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    await device.outbox.remove(AUTHOR, ID, 0)
    device.answers = [
      () => {
        void device.database.delete('singletons', 'account')
        throw refusal('insufficient-scope')
      },
    ]
    await expect(device.drain()).rejects.toMatchObject({ code: 'signed-out' })
    expect(await device.database.get('singletons', 'failure')).toBeUndefined()
    expect(await device.operations()).toMatchObject([{ act: { kind: 'delete' }, parked: null }])

    await device.database.put('singletons', account, 'account')
    device.answers = [throwing(refusal('insufficient-scope'))]
    await device.drain()
    expect(await device.database.get('singletons', 'failure')).toMatchObject({ code: 'insufficient-scope' })
    expect(await device.entry()).toMatchObject({ deleted: false })
  })
})

describe('of somebody who signs out while it is on its way', () => {
  it('an addition stays no longer than until its answer', async () => {
    const device = await createDevice()
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [leaving(device, () => stored(ID, 'one'))]
    await device.drain().catch(() => undefined)
    expect([await device.operations(), await device.database.getAll('entries')]).toEqual([[], []])
  })

  it('an addition that was changed meanwhile waits for its owner', async () => {
    const device = await createDevice()
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [
      async () => {
        await device.outbox.edit(AUTHOR, ID, content('two'))
        return await leaving(device, () => stored(ID, 'one'))()
      },
      throwing(new AppError('signed-out')),
    ]
    await device.drain().catch(() => undefined)
    expect(await device.operations()).toMatchObject([{ act: { kind: 'update' } }])
    expect(await device.entry()).toMatchObject({ entry: { note: 'two' } })
  })

  it('a deletion leaves nothing', async () => {
    const device = await createDevice()
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    await device.outbox.remove(AUTHOR, ID)
    device.nowMs += 5_000
    device.answers = [leaving(device, () => undefined)]
    await device.drain().catch(() => undefined)
    expect([await device.operations(), await device.database.getAll('entries')]).toEqual([[], []])
  })
})

function leaving<Value>(device: Device, answer: () => Value): () => Promise<Value> {
  return async () => {
    await forgetAccount(AUTHOR.account, device.database)
    return answer()
  }
}
