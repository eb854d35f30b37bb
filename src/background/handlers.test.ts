import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  type Device,
  ID,
  refusal,
  throwing,
} from '../../test/support/device.ts'
import type { Gate } from './auth/gate.ts'
import { createHandlers } from './handlers.ts'
import type { Outbox } from './outbox/outbox.ts'
import { createPastWorkSearch } from './past-work-search.ts'
import { createPages } from './store/pages.ts'
import type { Synchroniser } from './synchronise.ts'

const partsOf = (device: Device) => ({
  database: device.database,
  outbox: device.outbox,
  conflicts: device.conflicts,
  weeks: device.weeks,
  pastWork: createPastWorkSearch({ database: device.database, today: () => '2026-11-20' }),
  pages: createPages({ database: device.database, now: () => device.nowMs, isWanted: async () => true }),
  gate: {} as unknown as Gate,
  clientFor: () => device.client,
  synchroniser: {} as unknown as Synchroniser,
  showPicture: async () => undefined,
  publish: async () => undefined,
  describeConnection: () => Promise.reject(new Error('not asked for')),
  writeUserConnection: async () => undefined,
  allowLoopback: true,
  now: () => device.nowMs,
  wakeSoon: async () => undefined,
  tellStored: () => undefined,
  afterAct: async () => undefined,
})

it('a sign-in is answered before the profile is complete, and sends again what a permission was missing for', async () => {
  const device = await createDevice()
  await device.outbox.capture(AUTHOR, ID, content('one'))
  device.answers = [throwing(refusal('insufficient-scope'))]
  await device.drain()
  const completeProfile = vi.fn(() => new Promise<void>(() => undefined))
  const gate = { signIn: async () => undefined, completeProfile } as unknown as Gate
  const synchroniser = { synchronise: () => device.drain() } as unknown as Synchroniser
  const handlers = createHandlers({ ...partsOf(device), gate, synchroniser })
  await handlers['sign-in']({})
  expect(completeProfile).toHaveBeenCalledOnce()
  await vi.waitFor(async () => expect(await device.entry()).toMatchObject({ sync: 'sent' }))
})

it('an entry is stored before anything follows', async () => {
  const device = await createDevice()
  let waiting = 0
  const afterAct = async () => {
    waiting = (await device.operations()).length
    throw new Error('no room')
  }
  const handlers = createHandlers({ ...partsOf(device), afterAct })
  await expect(
    handlers['capture-entry']({ id: ID, content: { ...content('one'), tags: [] } }),
  ).rejects.toThrow('no room')
  expect(waiting).toBe(1)
})

it.each([
  ['alone', {}, [`stored ${ID}`, 'after an act that was told']],
  ['with others', { act: ID }, ['after an act']],
])('an entry that is captured %s is stored before pages hear of it', async (_how, more, expected) => {
  const device = await createDevice()
  const steps: string[] = []
  const capture: Outbox['capture'] = async (...entry) => {
    await device.outbox.capture(...entry)
    steps.push('is stored')
  }
  const handlers = createHandlers({
    ...partsOf(device),
    outbox: { ...device.outbox, capture },
    tellStored: (id) => void steps.push(`stored ${id}`),
    afterAct: async (isTold) => void steps.push(`after an act${isTold ? ' that was told' : ''}`),
  })
  await handlers['capture-entry']({ id: ID, content: { ...content('one'), tags: [] }, ...more })
  expect(steps).toEqual(['is stored', ...expected])
})

it('a decision is answered with its time to take it back, once it is stored; to show it takes longer', async () => {
  const device = await createDevice()
  const steps: string[] = []
  const outbox = { decide: async () => 5_000 } as unknown as Outbox
  const wakeSoon = async () => void steps.push('wake-up asked for')
  const afterAct = async () => {
    steps.push('showing')
    await new Promise(() => undefined)
  }
  const handlers = createHandlers({ ...partsOf(device), outbox, wakeSoon, afterAct })
  const seen = [{ id: 'a1', version: 1 }]
  const answer = await handlers['decide-approvals']({
    operationId: ID,
    decision: 'approved',
    comment: null,
    seen,
  })
  expect([answer, steps]).toEqual([{ undoUntilMs: 5_000 }, ['wake-up asked for', 'showing']])
})
