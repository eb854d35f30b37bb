import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createDevice, type Device, everything, refusal, throwing } from '../../../test/support/device.ts'
import { BASE_PROFILE, FULL_PROFILE } from '../../domain/permissions.ts'
import { readAccount } from '../account.ts'
import type { StoredAccount } from '../store/database.ts'
import { learnProfile } from './learn-profile.ts'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

/** Where `/openapi.json` is refused with this code. */
async function learn(refused: Parameters<typeof refusal>[0]) {
  const account = await readAccount(device.database)
  if (!account) throw new Error('nobody is on screen')
  const client = { ...device.client, readProfile: throwing(refusal(refused)) }
  return await learnProfile(account, { client, database: device.database, now: () => device.nowMs })
}

describe('a server that does not describe itself', () => {
  it('offers the base profile when it lists entries', async () => {
    device.answers = [() => everything([])]
    expect(await learn('not-found')).toMatchObject(BASE_PROFILE)
  })

  it('stays unknown while it is in trouble, so that no edit is taken back for that', async () => {
    for (const code of ['server-error', 'rate-limited', 'timed-out'] as const)
      expect(await learn(code)).toBeNull()
    expect((await readAccount(device.database))?.profile).toBeUndefined()
  })

  it('stays unknown to somebody who may not list entries, and keeps nothing from being sent', async () => {
    device.answers = [throwing(refusal('insufficient-scope'))]
    expect(await learn('not-found')).toBeNull()
  })
})

it('what was learned before there was more to know is learned anew', async () => {
  const account = await readAccount(device.database)
  const { submit: _, ...older } = FULL_PROFILE
  const known = { ...account, profile: { ...older, learnedAtMs: device.nowMs } } as StoredAccount
  const { client, database } = device
  expect(await learnProfile(known, { client, database, now: () => device.nowMs })).toEqual(FULL_PROFILE)
  expect((await readAccount(database))?.profile).toMatchObject({ submit: true })
})

it('what was pulled while the server seemed to offer less is pulled anew, once', async () => {
  const known = await readAccount(device.database)
  if (!known) throw new Error('nobody is on screen')
  const learnAfter = async (change: boolean) => {
    const position = { account: known.key, query: {}, pages: 0, unseen: [] }
    await device.database.put('positions', position)
    const account = { ...known, profile: { ...FULL_PROFILE, change, learnedAtMs: -Number.MAX_SAFE_INTEGER } }
    await learnProfile(account, { ...device, now: () => device.nowMs })
    return await device.database.get('positions', known.key)
  }
  expect(await learnAfter(false)).toBeUndefined()
  expect(await learnAfter(true)).toMatchObject({ query: {} })
})
