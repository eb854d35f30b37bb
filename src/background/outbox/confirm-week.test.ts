import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  type Device,
  everything,
  ID,
  OTHER_ID,
  refusal,
  stored,
  throwing,
  wire,
} from '../../../test/support/device.ts'
import { AppError } from '../../domain/failure.ts'
import { type ApiProfile, BASE_PROFILE, FULL_PROFILE } from '../../domain/permissions.ts'
import { changeAccount } from '../account.ts'

/** Of 20 November 2026, the day of every entry here. */
const WEEK = '2026-W47'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

const received = (id: string, note: string, version: number, status: 'draft' | 'submitted' | 'approved') => ({
  ...stored(id, note, { version, status }),
  userName: null,
})
/** Entries that the server has as drafts. */
async function haveDrafts(...ids: string[]) {
  for (const id of ids) {
    await device.outbox.capture(AUTHOR, id, content('one'))
    device.answers.push(() => received(id, 'one', 1, 'draft'))
  }
  await device.drain()
  device.calls.length = 0
}
const offer = async (profile: ApiProfile) => {
  const learned = { ...profile, learnedAtMs: 1 }
  await changeAccount(AUTHOR.account, (account) => ({ ...account, profile: learned }), device.database)
}
const pass = async (ms = 5_000) => {
  device.nowMs += ms
  await device.drain()
}

describe('entries while their week is submitted', () => {
  it('are sent for the new version where they were changed meanwhile', async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    device.nowMs += 5_000
    device.answers = [
      () => {
        device.answers = [() => received(ID, 'two', 3, 'submitted')]
        return device.outbox
          .edit(AUTHOR, ID, content('two'))
          .then(() => [received(ID, 'one', 2, 'submitted')]) as never
      },
    ]
    await device.drain()
    expect(device.calls.map(([kind, , , version]) => [kind, version])).toEqual([
      ['submit', undefined],
      ['change', 2],
    ])
    expect(await device.entry()).toMatchObject({ entry: { note: 'two', status: 'submitted' }, sync: 'sent' })
  })

  it('are no conflict where another device has submitted it', async () => {
    await haveDrafts(ID)
    const current = wire(stored(ID, 'one', { version: 2, status: 'submitted' }))
    await device.outbox.edit(AUTHOR, ID, content('two'))
    device.answers = [throwing(refusal('version-conflict', { current }))]
    await device.drain()
    expect(device.calls.map(([kind, , , version]) => [kind, version])).toEqual([
      ['change', 1],
      ['change', 2],
    ])
    await device.outbox.remove(AUTHOR, ID, 0)
    device.answers = [
      throwing(refusal('version-conflict', { current: { ...current, note: 'two', version: 9 } })),
    ]
    await device.drain()
    expect(device.calls.slice(2)).toEqual([
      ['delete', ID, 3],
      ['delete', ID, 9],
    ])
  })

  it('are for a person to decide on where the server never stops counting', async () => {
    await haveDrafts(ID)
    await device.outbox.edit(AUTHOR, ID, content('two'))
    device.answers = Array.from({ length: 100 }, (_, index) =>
      throwing(refusal('version-conflict', { current: wire(stored(ID, 'one', { version: 2 + index })) })),
    )
    await device.drain()
    expect(device.calls).toHaveLength(21)
    expect(await device.entry()).toMatchObject({ sync: 'attention', entry: { note: 'two' } })
  })

  it.each([
    ['its words', { note: 'theirs' }],
    ['a decision', { status: 'rejected' as const }],
  ])('are a conflict where %s came in between', async (_, more) => {
    await haveDrafts(ID)
    const current = wire(stored(ID, 'one', { version: 2, status: 'submitted', ...more }))
    await device.outbox.edit(AUTHOR, ID, content('two'))
    device.answers = [throwing(refusal('version-conflict', { current }))]
    await device.drain()
    expect(device.calls).toHaveLength(1)
    expect(await device.entry()).toMatchObject({ sync: 'attention', conflict: { mine: 'change' } })
  })

  it('that were rejected are drafts here as soon as they are changed, whatever is listed meanwhile', async () => {
    const review = { by: 'manager', at: '2026-11-21T09:00:00.000Z', comment: 'Which client?' }
    const rejected = stored(ID, 'one', { version: 3, status: 'rejected', review })
    await offer(FULL_PROFILE)
    device.answers = [() => everything([rejected])]
    await device.pull()
    await device.outbox.edit(AUTHOR, ID, content('for Acme'))
    device.answers = [() => everything([rejected])]
    device.nowMs += 1
    await device.pull()
    expect(await device.entry()).toMatchObject({ entry: { status: 'draft', review: null }, sync: 'waiting' })
    await device.weeks.submit(AUTHOR, WEEK)
    device.calls.length = 0
    await pass()
    expect(device.calls.map(([kind]) => kind)).toEqual(['change', 'submit'])
  })
})

it('a creation keeps its first body though the server’s offers are learned in between', async () => {
  const sent: boolean[] = []
  const { createEntry } = device.client
  device.client.createEntry = async (id, body, key, asDraft = false) => {
    sent.push(asDraft)
    return await createEntry(id, body, key)
  }
  await device.outbox.capture(AUTHOR, ID, content('one'))
  device.profile = BASE_PROFILE
  device.answers = [throwing(new AppError('timed-out'))]
  await expect(device.drain()).rejects.toThrow()
  device.profile = FULL_PROFILE
  await device.drain()
  await device.outbox.capture(AUTHOR, OTHER_ID, content('two'))
  await device.drain()
  expect(sent).toEqual([false, false, true])
})

it('a submission waits for what is still to be told of an entry that has come under another id', async () => {
  device.profile = { ...FULL_PROFILE, keepsIds: false }
  await device.outbox.capture(AUTHOR, ID, content('one'))
  device.answers = [
    async () => {
      await device.outbox.edit(AUTHOR, ID, content('two'))
      await device.weeks.submit(AUTHOR, WEEK)
      device.nowMs += 5_000
      return received(OTHER_ID, 'one', 1, 'draft')
    },
    throwing(refusal('invalid-entry')),
  ]
  await device.drain()
  await device.drain()
  expect(device.calls.map(([act]) => act)).toEqual(['create', 'change'])
})
