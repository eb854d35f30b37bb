import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { createDevice, stored } from '../../../test/support/device.ts'
import type { Entry } from '../../domain/entry.ts'
import { localEntry } from '../outbox/operations.ts'
import type { LocalEntry } from './database.ts'
import { readShownEntries } from './shown-entries.ts'

it('shows this week, and what is to be settled however old it is; once each, of one account', async () => {
  const { database } = await createDevice()
  const add = (id: string, entry: Partial<Entry>, more: Partial<LocalEntry> = {}, account = 'a') => {
    const whole = stored(id, '', entry)
    return database.put('entries', { ...localEntry({ account }, whole, whole, 0), ...more })
  }
  await add('monday', { date: '2026-11-16' })
  await add('sunday', { date: '2026-11-22' })
  await add('sunday-before', { date: '2026-11-15' })
  await add('old-parked', { date: '2020-01-01' }, { sync: 'attention' })
  await add('old-rejected', { date: '2020-01-01', status: 'rejected' })
  await add('new-parked-and-rejected', { date: '2026-11-17', status: 'rejected' }, { sync: 'attention' })
  await add('deleted', { date: '2026-11-17' }, { deleted: true })
  await add('old-rejected-deleted', { date: '2020-01-01', status: 'rejected' }, { deleted: true })
  await add('of-another', { date: '2026-11-17' }, {}, 'a2')
  await add('of-one-before', { date: '2026-11-17' }, {}, 'A')
  const shown = await readShownEntries(database.transaction('entries').store, 'a', '2026-11-16')
  expect(shown.map(({ id }) => id).sort()).toEqual([
    'monday',
    'new-parked-and-rejected',
    'old-parked',
    'old-rejected',
    'sunday',
  ])
})
