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
} from '../../test/support/device.ts'
import { published } from '../../test/support/published.ts'
import type { Snapshot } from '../contract/snapshot.ts'
import type { PublishDeps } from './publish.ts'

const current = wire(stored(ID, 'theirs', { version: 5 }))
const CHANGED = throwing(refusal('version-conflict', { current }))

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

async function shown(changes?: Partial<PublishDeps>): Promise<Snapshot> {
  return (await published(device, changes)).snapshot
}

describe('an entry is shown', () => {
  it('as on this device, as being sent, as sent', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    expect((await shown()).entries).toMatchObject([{ sync: 'waiting' }])
    expect((await shown({ isSending: () => true })).entries).toMatchObject([{ sync: 'sending' }])
    await device.drain()
    expect((await shown({ isSending: () => true })).entries).toMatchObject([{ sync: 'sent' }])
  })

  it('as on this device while the server cannot be reached', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    const report = { doneAtMs: null, offlineSinceMs: 1, failures: 1, retryAtMs: 0 }
    await device.database.put('singletons', report, 'sync')
    const { entries, sync } = await shown({ isSending: () => true })
    expect(entries).toMatchObject([{ sync: 'waiting' }])
    expect(sync).toMatchObject({ state: 'offline', waiting: 1, progress: null })
  })

  it('with both versions in a conflict, however old it is', async () => {
    await device.outbox.capture(AUTHOR, ID, { ...content('one'), date: '2026-10-01' })
    await device.drain()
    await device.outbox.edit(AUTHOR, ID, { ...content('mine'), date: '2026-10-01' })
    device.answers = [CHANGED]
    await device.drain()
    expect((await shown({ isSending: () => true })).entries).toMatchObject([
      { sync: 'conflict', note: 'mine', conflict: { mine: 'change', theirs: { note: 'theirs' } } },
    ])
  })

  it('from a record that was stored before there were conflicts', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    const { conflict: _, ...before } = (await device.entry()) ?? {}
    await device.database.put('entries', before as never)
    expect((await shown()).entries).toMatchObject([{ sync: 'waiting', conflict: null }])
  })
})

it('the badge counts the entries that wait for a person, conflicts among them', async () => {
  await device.outbox.capture(AUTHOR, ID, content('one'))
  await device.drain()
  expect(await published(device)).toMatchObject({ snapshot: { sync: { attention: 0 } }, badge: '' })
  await device.outbox.edit(AUTHOR, ID, content('mine'))
  await device.outbox.capture(AUTHOR, OTHER_ID, content('two'))
  device.answers = [CHANGED, throwing(refusal('day-full'))]
  await device.drain()
  expect(await published(device)).toMatchObject({
    snapshot: { sync: { waiting: 0, attention: 2 } },
    badge: '2',
  })
})

it('the progress counts what is due, not what can be taken back or waits for a person', async () => {
  await device.outbox.capture(AUTHOR, ID, content('one'))
  await device.drain()
  await device.outbox.remove(AUTHOR, ID)
  await device.outbox.capture(AUTHOR, OTHER_ID, content('two'))
  const sending = { isSending: () => true, sentCount: () => 11 }
  expect((await shown(sending)).sync).toMatchObject({
    state: 'sending',
    waiting: 2,
    progress: { sent: 11, total: 12 },
  })
  device.answers = [throwing(refusal('day-full'))]
  await device.drain()
  expect((await shown(sending)).sync).toMatchObject({ waiting: 1, progress: null, attention: 1 })
})
