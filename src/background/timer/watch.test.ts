import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { approval } from '../../../test/e2e/states/entries.ts'
import { managing } from '../../../test/e2e/states/snapshots.ts'
import { createTimerDevice, type TimerDevice, WORK } from '../../../test/support/timer-device.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import { start } from './acts.ts'
import { createTimerWatch } from './watch.ts'

const REFUSED = approval('Ada', {
  refusal: { code: 'already-decided', detail: null, decision: 'approved', seen: null, decided: null },
})

let t: TimerDevice
beforeEach(async () => {
  t = await createTimerDevice()
  await t.act(start('t', WORK, null))
  t.device.nowMs += 60_000
})

async function lookWith(snapshot: Snapshot | null): Promise<readonly string[]> {
  const seen: string[] = []
  const watch = createTimerWatch({
    database: t.device.database,
    now: () => t.device.nowMs,
    readActivity: async () => 'active',
    readSnapshot: async () => snapshot,
    publish: async () => void seen.push('published'),
    showBadge: async (text) => void seen.push(text),
    setTicking: async () => undefined,
  })
  await watch.look()
  return seen
}

it('counts the minutes on the badge', async () => {
  expect(await lookWith(managing({ approvals: [] }))).toEqual(['0:01'])
})

it('leaves a decision that was refused on the badge', async () => {
  expect(await lookWith(managing({ approvals: [REFUSED] }))).toEqual(['1'])
})

it('publishes where nothing is on screen yet', async () => {
  expect(await lookWith(null)).toEqual(['published'])
})
