import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { AUTHOR, createDevice, type Device, stored } from '../../test/support/device.ts'
import { localEntry } from './outbox/operations.ts'
import { readLastDay, readWeek } from './week.ts'

let device: Device
let count = 0

beforeEach(async () => {
  device = await createDevice()
})

async function put(date: string, more: { readonly deleted?: boolean; readonly account?: string } = {}) {
  count += 1
  const entry = stored(`entry-${count}`, date, { date })
  await device.database.put('entries', { ...localEntry(AUTHOR, entry, entry, 0), ...more })
}
const daysOf = ({ entries }: { readonly entries: readonly { readonly date: string }[] }) =>
  entries.map(({ date }) => date)

describe('readWeek', () => {
  it('gives the entries of Monday to Sunday, newest day first', async () => {
    for (const date of ['2025-12-28', '2025-12-29', '2026-01-01', '2026-01-04', '2026-01-05']) await put(date)
    const week = await readWeek(device.database, AUTHOR.account, '2025-12-29')
    expect(daysOf(week)).toEqual(['2026-01-04', '2026-01-01', '2025-12-29'])
    expect(week.truncated).toBe(false)
    expect(week.entries[0]).toMatchObject({ sync: 'sent', failure: null, conflict: null })
  })

  it('shows nobody what is another person’s, or deleted', async () => {
    await put('2026-11-10', { account: 'issuer|contractor' })
    await put('2026-11-10', { deleted: true })
    expect(await readWeek(device.database, AUTHOR.account, '2026-11-09')).toEqual({
      entries: [],
      truncated: false,
    })
  })

  it('carries as much as a snapshot does, and says that it is not all', async () => {
    for (let entry = 0; entry < 1_001; entry += 1) await put('2026-11-10')
    const week = await readWeek(device.database, AUTHOR.account, '2026-11-09')
    expect([week.entries.length, week.truncated]).toEqual([1_000, true])
  })
})

describe('readLastDay', () => {
  it('finds the last day before that has entries, however long ago', async () => {
    for (const date of ['2026-09-30', '2026-10-01', '2026-10-01', '2026-11-20']) await put(date)
    await put('2026-11-19', { deleted: true })
    await put('2026-11-19', { account: 'issuer|contractor' })
    const day = await readLastDay(device.database, AUTHOR.account, '2026-11-20')
    expect(daysOf(day)).toEqual(['2026-10-01', '2026-10-01'])
  })

  it('finds none where none is', async () => {
    await put('2026-11-20')
    expect(daysOf(await readLastDay(device.database, AUTHOR.account, '2026-11-20'))).toEqual([])
  })
})
