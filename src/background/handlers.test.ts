import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import { AUTHOR, content, createDevice, ID, refusal, throwing } from '../../test/support/device.ts'
import type { Gate } from './auth/gate.ts'
import { createHandlers } from './handlers.ts'
import { createPastWorkSearch } from './past-work-search.ts'
import type { Synchroniser } from './synchronise.ts'

it('a sign-in is answered before the profile is complete, and sends again what a permission was missing for', async () => {
  const device = await createDevice()
  await device.outbox.capture(AUTHOR, ID, content('one'))
  device.answers = [throwing(refusal('insufficient-scope'))]
  await device.drain()
  const completeProfile = vi.fn(() => new Promise<void>(() => undefined))
  const handlers = createHandlers({
    database: device.database,
    outbox: device.outbox,
    conflicts: device.conflicts,
    weeks: device.weeks,
    gate: { signIn: async () => undefined, completeProfile } as unknown as Gate,
    synchroniser: { synchronise: () => device.drain() } as unknown as Synchroniser,
    pastWork: createPastWorkSearch({ database: device.database, today: () => '2026-11-20' }),
    showPicture: async () => undefined,
    publish: async () => undefined,
    describeConnection: () => Promise.reject(new Error('not asked for')),
    writeUserConnection: async () => undefined,
    allowLoopback: true,
    now: () => device.nowMs,
    wakeSoon: async () => undefined,
  })
  await handlers['sign-in']({})
  expect(completeProfile).toHaveBeenCalledOnce()
  await vi.waitFor(async () => expect(await device.entry()).toMatchObject({ sync: 'sent' }))
})
