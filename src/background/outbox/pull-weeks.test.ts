import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { createDevice, type Device, refusal } from '../../../test/support/device.ts'
import { published } from '../../../test/support/published.ts'

/** Of 20 November 2026, the day of every entry here. */
const WEEK = '2026-W47'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

const state = async () => {
  const { snapshot } = await published(device)
  return snapshot.weeks.find(({ week }) => week === WEEK)
}

it('what the server says of the weeks is fetched once a day', async () => {
  const asked: string[] = []
  device.client.readWeek = async (week) => {
    asked.push(week)
    if (week === '2026-W46') throw refusal('not-found')
    return { targetMinutes: 1200, dayTargetMinutes: 240 }
  }
  device.nowMs = Date.parse('2026-11-20T12:00:00Z')
  await device.pull()
  await device.pull()
  const first = ['2026-W47', '2026-W46', '2026-W45', '2026-W44', '2026-W43']
  expect(asked).toEqual([...first, '2026-W46'])
  expect(await state()).toMatchObject({ targetMinutes: 1200, dayTargetMinutes: 240 })
  const { weeks } = (await published(device)).snapshot
  expect(weeks.map(({ week, targetMinutes }) => [week, targetMinutes])).toEqual(
    first.map((week) => [week, week === '2026-W46' ? 2400 : 1200]),
  )
  device.nowMs += 24 * 60 * 60 * 1000
  await device.pull()
  expect(asked.slice(6)).toEqual(first)
})
