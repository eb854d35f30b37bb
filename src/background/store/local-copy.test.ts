import 'fake-indexeddb/auto'
import { describe, expect, it, vi } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  ID,
  OTHER_ID,
  refusal,
  stored,
  throwing,
} from '../../../test/support/device.ts'
import { createTimerDevice, WORK } from '../../../test/support/timer-device.ts'
import { localEntry } from '../outbox/operations.ts'
import { createPastWorkSearch } from '../past-work-search.ts'
import { pause, resume, start } from '../timer/acts.ts'
import { readLocalCopy } from './local-copy.ts'

const THIRD_ID = '0190a4a0-0000-7000-8000-000000000003'
const SOMEBODY_ELSE = { account: 'issuer|somebody-else', userId: 'somebody-else' }

describe('the copy of what is on this device', () => {
  it('has each entry with its state, and the outbox', async () => {
    const device = await createDevice()
    await device.outbox.capture(AUTHOR, ID, content('refused'))
    device.answers = [throwing(refusal('day-full'))]
    await device.drain()
    await device.outbox.capture(AUTHOR, OTHER_ID, content('waits'))
    const sent = stored(THIRD_ID, 'sent')
    await device.database.put('entries', localEntry(AUTHOR, sent, sent, 1))

    const copy = await readLocalCopy(AUTHOR.account, device.database.name)
    expect(copy?.entries).toMatchObject([
      {
        id: ID,
        note: 'refused',
        state: 'parked',
        reason: { code: 'day-full', detail: null },
        deleted: false,
      },
      { id: OTHER_ID, note: 'waits', state: 'unsent', reason: null },
      { id: THIRD_ID, note: 'sent', state: 'sent', reason: null },
    ])
    expect(copy?.outbox).toMatchObject([
      { entryId: ID, kind: 'create', attempts: 1, parked: { code: 'day-full' } },
      { entryId: OTHER_ID, kind: 'create', content: { note: 'waits' }, attempts: 0, parked: null },
    ])
  })

  it('has the timer, with the times at which it ran', async () => {
    const t = await createTimerDevice()
    await t.act(start('t', WORK, null))
    await t.work(30)
    await t.act(pause('t'))
    await t.work(15)
    await t.act(resume('t'))
    const copy = await readLocalCopy(AUTHOR.account, t.device.database.name)
    expect(copy?.timer).toEqual({
      work: WORK,
      stretches: [
        { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T08:30:00.000Z' },
        { from: '2026-11-20T08:45:00.000Z', to: null },
      ],
    })
  })

  it('has the favourites of its person alone', async () => {
    const device = await createDevice()
    const { date: _, start: __, billable: ___, ...work } = content('standup')
    const search = createPastWorkSearch({ database: device.database, today: () => '2026-11-20' })
    await search.keepFavourite(AUTHOR.account, { work, isFavourite: true })
    await search.keepFavourite('issuer|other', { work: { ...work, note: 'theirs' }, isFavourite: true })
    const copy = await readLocalCopy(AUTHOR.account, device.database.name)
    expect(copy?.favourites).toEqual([work])
  })

  it('says of a deletion that waits that the entry is deleted', async () => {
    const device = await createDevice()
    const sent = stored(ID, 'goes')
    await device.database.put('entries', localEntry(AUTHOR, sent, sent, 1))
    await device.outbox.remove(AUTHOR, ID)
    const copy = await readLocalCopy(AUTHOR.account, device.database.name)
    expect(copy?.entries).toMatchObject([{ id: ID, state: 'unsent', deleted: true }])
  })

  it('has nothing of what was refused and then deleted', async () => {
    const device = await createDevice()
    await device.outbox.capture(AUTHOR, ID, content('refused'))
    device.answers = [throwing(refusal('day-full'))]
    await device.drain()
    await device.outbox.remove(AUTHOR, ID, 0)
    await device.drain()
    expect(await device.entry()).toMatchObject({ deleted: true })
    expect((await readLocalCopy(AUTHOR.account, device.database.name))?.entries).toEqual([])
  })

  it('is of the person on screen alone: unsent work of others waits for its owner', async () => {
    const device = await createDevice()
    await device.outbox.capture(SOMEBODY_ELSE, ID, content('theirs'))
    expect(await readLocalCopy(AUTHOR.account, device.database.name)).toMatchObject({
      entries: [],
      outbox: [],
    })
    expect(await readLocalCopy(SOMEBODY_ELSE.account, device.database.name)).toBeNull()
    await device.database.delete('singletons', 'account')
    expect(await readLocalCopy(AUTHOR.account, device.database.name)).toBeNull()
  })

  it('leaves no connection behind', async () => {
    const device = await createDevice()
    const close = vi.spyOn(IDBDatabase.prototype, 'close')
    await readLocalCopy(AUTHOR.account, device.database.name)
    expect(close).toHaveBeenCalledOnce()
    close.mockRestore()
  })
})
