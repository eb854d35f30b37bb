import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
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
import { BASE_PROFILE } from '../../domain/permissions.ts'
import { changeAccount } from '../account.ts'
import { readSingleton, type StoredAccount } from '../store/database.ts'
import { nextDueAtMs } from './drain.ts'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

describe('capture', () => {
  it('is stored with its operation; the same id again changes nothing', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.outbox.capture(AUTHOR, ID, content('one'))
    expect(await device.operations()).toHaveLength(1)
    expect(await device.entry()).toMatchObject({
      sync: 'waiting',
      confirmed: null,
      entry: { note: 'one', version: 0 },
    })
  })

  it('goes by what its own server offers, not by that of somebody who has signed in meanwhile', async () => {
    const profile = { ...BASE_PROFILE, learnedAtMs: 0 }
    const signInAsOther = (account: StoredAccount) => ({ ...account, key: 'other', profile })
    await changeAccount(AUTHOR.account, signInAsOther, device.database)
    await device.outbox.capture(AUTHOR, ID, content('one'))
    expect(await device.entry()).toMatchObject({ entry: { status: 'draft' } })
  })

  it('is sent once and then shown as the server has it', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    expect(device.calls).toEqual([['create', ID, 'one', 'op-1']])
    expect(await device.operations()).toEqual([])
    expect(await device.entry()).toMatchObject({
      sync: 'sent',
      entry: { version: 1 },
      confirmed: { version: 1 },
    })
  })

  it('stays when the answer is lost, and is repeated with the same key', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [throwing(new AppError('offline'))]
    await expect(device.drain()).rejects.toMatchObject({ code: 'offline' })
    expect(await device.operations()).toMatchObject([{ operationId: 'op-1', attempts: 1, parked: null }])
    await device.drain()
    expect(device.calls).toEqual([
      ['create', ID, 'one', 'op-1'],
      ['create', ID, 'one', 'op-1'],
    ])
  })

  it('that the server refuses is parked with the reason and blocks no other', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.outbox.capture(AUTHOR, OTHER_ID, content('two'))
    device.answers = [throwing(refusal('day-full'))]
    await device.drain()
    expect(await device.entry()).toMatchObject({
      sync: 'attention',
      failure: 'day-full',
      entry: { note: 'one' },
    })
    expect(await device.entry(OTHER_ID)).toMatchObject({ sync: 'sent' })
    expect(nextDueAtMs(await device.operations(), device.nowMs)).toBeNull()
  })

  it('that was refused is sent again, with a new key, once it is edited', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [throwing(refusal('day-full'))]
    await device.drain()
    await device.outbox.edit(AUTHOR, ID, content('shorter'))
    await device.drain()
    expect(device.calls.at(-1)).toEqual(['create', ID, 'shorter', 'op-2'])
    expect(await device.entry()).toMatchObject({ sync: 'sent', failure: null })
  })
})

describe('edit', () => {
  it('before the first try changes what is created', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.outbox.edit(AUTHOR, ID, content('better'))
    await device.drain()
    expect(device.calls.map(([name, , note]) => [name, note])).toEqual([['create', 'better']])
  })

  it('after a try of unknown outcome follows it', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [throwing(new AppError('timed-out'))]
    await device.drain().catch(() => undefined)
    await device.outbox.edit(AUTHOR, ID, content('better'))
    await device.drain()
    expect(device.calls.slice(1)).toEqual([
      ['create', ID, 'one', 'op-1'],
      ['change', ID, 'better', 1, 'op-2'],
    ])
    expect(await device.entry()).toMatchObject({ sync: 'sent', entry: { note: 'better', version: 2 } })
  })

  it('whose answer was lost is settled by the version the server has', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    await device.outbox.edit(AUTHOR, ID, content('better'))
    const current = stored(ID, 'better', { version: 2 })
    device.answers = [
      throwing(new AppError('offline')),
      throwing(refusal('version-conflict', { current: wire(current) })),
    ]
    await device.drain().catch(() => undefined)
    await device.drain()
    expect(await device.entry()).toMatchObject({ sync: 'sent', entry: { note: 'better', version: 2 } })
    expect(await device.operations()).toEqual([])
  })
})

describe('delete', () => {
  it('waits for the undo window, which takes it back', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    await device.outbox.remove(AUTHOR, ID)
    await device.drain()
    expect(device.calls).toHaveLength(1)
    expect(await device.outbox.undo(AUTHOR, 'op-2')).toBe(true)
    device.nowMs += 10_000
    await device.drain()
    expect(device.calls).toHaveLength(1)
    expect(await device.entry()).toMatchObject({ deleted: false })
  })

  it('is sent with the version it was meant for', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    await device.outbox.remove(AUTHOR, ID)
    expect(nextDueAtMs(await device.operations(), device.nowMs)).toBe(1_005_000)
    device.nowMs = 1_005_000
    await device.drain()
    expect(device.calls.at(-1)).toEqual(['delete', ID, 1])
    expect(await device.outbox.undo(AUTHOR, 'op-2')).toBe(false)
  })

  it('of an entry that never left sends nothing', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.outbox.remove(AUTHOR, ID, 0)
    await device.drain()
    expect(device.calls).toEqual([])
    expect(await device.entry()).toBeUndefined()
  })

  it('of an entry that was refused sends nothing', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [throwing(refusal('day-full'))]
    await device.drain()
    await device.outbox.remove(AUTHOR, ID, 0)
    await device.drain()
    expect(device.calls).toHaveLength(1)
    expect(await device.operations()).toEqual([])
  })

  it('of an entry whose creation may have arrived settles that first', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [throwing(new AppError('timed-out'))]
    await device.drain().catch(() => undefined)
    await device.outbox.remove(AUTHOR, ID, 0)
    await device.drain()
    expect(device.calls.slice(1)).toEqual([
      ['create', ID, 'one', 'op-1'],
      ['delete', ID, 1],
    ])
  })

  it('of what is gone already has reached its end', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    await device.outbox.remove(AUTHOR, ID, 0)
    device.answers = [throwing(refusal('not-found'))]
    await device.drain()
    expect(await device.operations()).toEqual([])
  })

  it('waits where nobody knows whether the server has that route at all', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    await device.outbox.remove(AUTHOR, ID, 0)
    device.profile = null
    device.answers = [throwing(refusal('not-found'))]
    await expect(device.drain()).rejects.toMatchObject({ code: 'bad-answer' })
    expect(await device.operations()).toHaveLength(1)
  })

  it('is taken back, with a notice, when the permission for it has ended', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    await device.outbox.remove(AUTHOR, ID, 0)
    device.answers = [throwing(refusal('insufficient-scope'))]
    await device.drain()
    expect(await device.entry()).toMatchObject({ deleted: false, sync: 'sent' })
    expect(await readSingleton(device.database, 'failure')).toEqual({
      code: 'insufficient-scope',
      detail: null,
    })
  })
})

describe('undo of an addition', () => {
  it('before it is sent leaves no trace', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    expect(await device.outbox.undo(AUTHOR, 'op-1')).toBe(true)
    await device.drain()
    expect(device.calls).toEqual([])
    expect(await device.entry()).toBeUndefined()
  })

  it('after it was sent deletes it there, too', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    expect(await device.outbox.undo(AUTHOR, 'op-1')).toBe(true)
    await device.drain()
    expect(device.calls.at(-1)).toEqual(['delete', ID, 1])
  })

  it('after it was sent and edited deletes it there, too', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.drain()
    await device.outbox.edit(AUTHOR, ID, content('two'))
    expect(await device.outbox.undo(AUTHOR, 'op-1')).toBe(true)
    await device.drain()
    expect(device.calls.slice(1)).toEqual([['delete', ID, 1]])
    expect(await device.operations()).toEqual([])
  })

  it('is refused to somebody else and after its time', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    expect(await device.outbox.undo({ account: 'issuer|contractor', userId: 'contractor' }, 'op-1')).toBe(
      false,
    )
    device.nowMs += 5_001
    expect(await device.outbox.undo(AUTHOR, 'op-1')).toBe(false)
  })
})
