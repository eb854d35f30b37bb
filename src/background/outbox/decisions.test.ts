import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  AUTHOR,
  createDevice,
  type Device,
  ID,
  refusal,
  stored,
  throwing,
} from '../../../test/support/device.ts'
import { AppError } from '../../domain/failure.ts'
import { readSingleton } from '../store/database.ts'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

describe('decisions', () => {
  const waiting = async (version = 3) => {
    await device.database.put('approvals', {
      account: AUTHOR.account,
      id: ID,
      entry: stored(ID, 'theirs', { userId: 'contractor', version }),
      userName: 'Demo Contractor',
      decided: false,
      failure: null,
      failureDetail: null,
      changedAtMs: 0,
    })
  }
  const act = { kind: 'decide', decision: 'approved', comment: null, version: 3 } as const

  it('are held for the undo window, then sent with the version that was seen', async () => {
    await waiting()
    await device.outbox.decide(AUTHOR, ID, act)
    await device.drain()
    expect(device.calls).toEqual([])
    device.nowMs += 5_000
    await device.drain()
    expect(device.calls).toEqual([['decide', ID, 'approved', 3]])
  })

  it('can be taken back', async () => {
    await waiting()
    await device.outbox.decide(AUTHOR, ID, act)
    expect(await device.outbox.undo(AUTHOR, 'op-1')).toBe(true)
    device.nowMs += 5_000
    await device.drain()
    expect(device.calls).toEqual([])
  })

  it('about another version than the one on this device are refused', async () => {
    await waiting(4)
    await expect(device.outbox.decide(AUTHOR, ID, act)).rejects.toMatchObject({ code: 'version-conflict' })
  })

  it('that reject need a comment', async () => {
    await waiting()
    const rejecting = device.outbox.decide(AUTHOR, ID, { ...act, decision: 'rejected' })
    await expect(rejecting).rejects.toMatchObject({ code: 'invalid-entry' })
  })

  it('that come too late are taken back, saying who was first and when', async () => {
    await waiting()
    await device.outbox.decide(AUTHOR, ID, act)
    device.nowMs += 5_000
    const decided = { by: 'manager', at: '2026-11-20T10:00:00Z' }
    device.answers = [throwing(refusal('already-decided', { decided }))]
    await device.drain()
    expect(await readSingleton(device.database, 'failure')).toEqual({
      code: 'already-decided',
      detail: 'manager, 2026-11-20T10:00:00Z',
    })
  })

  it('whose answer was lost count once', async () => {
    await waiting()
    await device.outbox.decide(AUTHOR, ID, act)
    device.nowMs += 5_000
    const decided = { by: 'employee', at: '2026-11-20T10:00:00Z' }
    device.answers = [throwing(new AppError('timed-out')), throwing(refusal('already-decided', { decided }))]
    await device.drain().catch(() => undefined)
    await device.drain()
    expect(await device.operations()).toEqual([])
    expect(await readSingleton(device.database, 'failure')).toBeNull()
  })
})
