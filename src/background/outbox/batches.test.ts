import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  type Device,
  ID,
  OTHER_ID,
  stored,
} from '../../../test/support/device.ts'
import { AppError } from '../../domain/failure.ts'
import { BASE_PROFILE, USER_SCOPES } from '../../domain/permissions.ts'
import { readSingleton } from '../store/database.ts'
import { localEntry } from './operations.ts'

const COPY = '0190a4a0-0000-7000-8000-0000000000c1'
const OTHER_COPY = '0190a4a0-0000-7000-8000-0000000000c2'
const THURSDAY = '2026-11-19'
const FRIDAY = '2026-11-20'

let device: Device
beforeEach(async () => {
  device = await createDevice()
  for (const [id, note] of [
    [ID, 'one'],
    [OTHER_ID, 'two'],
  ] as const)
    await device.database.put('entries', localEntry(AUTHOR, stored(id, note), stored(id, note), 0))
})

const undoOffer = () => readSingleton(device.database, 'undo')
const undo = async () => device.outbox.undo(AUTHOR, (await undoOffer())?.operationId ?? '')
const dayOf = async (id: string) => (await device.entry(id))?.entry.date
const notes = async () =>
  (await device.database.getAll('entries')).filter(({ deleted }) => !deleted).map(({ entry }) => entry.note)

describe('additions of one act', () => {
  const add = (id: string, note: string, act?: string) =>
    device.outbox.capture(AUTHOR, id, content(note), act)

  it('are taken back together, those that were sent too', async () => {
    await add(COPY, 'three', 'paste')
    await device.drain()
    await add(OTHER_COPY, 'four', 'paste')
    expect(await undoOffer()).toMatchObject({
      kind: 'added',
      entryId: COPY,
      others: [{ entryId: OTHER_COPY }],
    })
    expect(await undo()).toBe(true)
    expect(await notes()).toEqual(['one', 'two'])
  })

  it('are not taken back with what was added otherwise', async () => {
    await add(COPY, 'three')
    await add(OTHER_COPY, 'four', 'paste')
    expect(await undo()).toBe(true)
    expect(await notes()).toEqual(['one', 'two', 'three'])
  })
})

describe('copy', () => {
  const copies = [
    { id: COPY, of: ID, date: THURSDAY },
    { id: OTHER_COPY, of: OTHER_ID, date: THURSDAY },
  ]

  it('stores new entries with the content of others, and nothing of their review', async () => {
    const reviewed = stored(ID, 'one', {
      status: 'rejected',
      version: 7,
      review: { by: 'mia', at: '', comment: 'no' },
    })
    await device.database.put('entries', localEntry(AUTHOR, reviewed, reviewed, 0))
    await device.outbox.copy(AUTHOR, copies)
    expect((await device.entry(COPY))?.entry).toEqual({
      ...content('one'),
      date: THURSDAY,
      id: COPY,
      userId: 'employee',
      status: 'draft',
      review: null,
      version: 0,
    })
    await device.drain()
    expect(device.calls.map(([name, id, note]) => [name, id, note])).toEqual([
      ['create', COPY, 'one'],
      ['create', OTHER_COPY, 'two'],
    ])
  })

  it('that is asked for twice stores each once and leaves one undo', async () => {
    await device.outbox.copy(AUTHOR, copies)
    const offer = await undoOffer()
    await device.outbox.copy(AUTHOR, copies)
    expect(await notes()).toEqual(['one', 'two', 'one', 'two'])
    expect(await device.operations()).toHaveLength(2)
    expect(await undoOffer()).toEqual(offer)
  })

  it('at the same moment twice stores each once', async () => {
    await Promise.all([device.outbox.copy(AUTHOR, copies), device.outbox.copy(AUTHOR, copies)])
    expect(await notes()).toHaveLength(4)
    expect(await device.operations()).toHaveLength(2)
  })

  it('of an entry that is gone stores none of them', async () => {
    await device.database.delete('entries', [AUTHOR.account, OTHER_ID])
    await expect(device.outbox.copy(AUTHOR, copies)).rejects.toMatchObject({ code: 'not-found' })
    expect(await notes()).toEqual(['one'])
    expect(await device.operations()).toEqual([])
    expect(await undoOffer()).toBeNull()
  })

  it('is sent to the end after a stop between two of them, each once', async () => {
    await device.outbox.copy(AUTHOR, copies)
    device.answers = [
      () => ({ ...stored(COPY, 'one'), userName: null }),
      () => {
        throw new AppError('offline')
      },
    ]
    await expect(device.drain()).rejects.toMatchObject({ code: 'offline' })
    const restarted = await createDevice(device.database)
    await restarted.drain()
    expect(restarted.calls.map(([name, id]) => [name, id])).toEqual([['create', OTHER_COPY]])
    expect(await restarted.operations()).toEqual([])
  })

  it('is taken back with one undo, what has been sent by a deletion', async () => {
    await device.outbox.copy(AUTHOR, copies)
    device.answers = [
      () => ({ ...stored(COPY, 'one'), userName: null }),
      () => {
        throw new AppError('offline')
      },
    ]
    await device.drain().catch(() => undefined)
    const [tried] = await device.operations()
    await device.database.put('outbox', { ...tried, attempts: 0 } as NonNullable<typeof tried>)
    expect(await undo()).toBe(true)
    expect(await notes()).toEqual(['one', 'two'])
    await device.drain()
    expect(device.calls.at(-1)).toEqual(['delete', COPY, 1])
    expect(await device.operations()).toEqual([])
  })

  it('is found by its undo under the ids that the server gave', async () => {
    const account = {
      key: AUTHOR.account,
      name: '',
      email: null,
      sub: 'employee',
      scopes: [...USER_SCOPES],
      profile: { ...BASE_PROFILE, delete: true, learnedAtMs: 0 },
    }
    await device.database.put('singletons', account, 'account')
    await device.outbox.copy(AUTHOR, copies)
    device.answers = ['17', '18'].map((id) => () => ({ ...stored(id, 'one'), userName: null }))
    await device.drain()
    expect(await undoOffer()).toMatchObject({ entryId: '17', others: [{ entryId: '18' }] })
    expect(await undo()).toBe(true)
    expect(await notes()).toEqual(['one', 'two'])
  })
})

describe('move', () => {
  it('is an ordinary change of the day', async () => {
    await device.outbox.move(AUTHOR, [ID, OTHER_ID], THURSDAY)
    expect(await dayOf(ID)).toBe(THURSDAY)
    expect(await device.entry()).toMatchObject({ sync: 'waiting', entry: { note: 'one', minutes: 120 } })
    await device.drain()
    expect(device.calls.map(([name, id, , version]) => [name, id, version])).toEqual([
      ['change', ID, 1],
      ['change', OTHER_ID, 1],
    ])
  })

  it('is taken back by moving back, also once it has been sent', async () => {
    await device.outbox.move(AUTHOR, [ID, OTHER_ID], THURSDAY)
    await device.drain()
    await device.database.put('entries', {
      ...(await device.entry()),
      entry: stored(ID, 'one', { date: THURSDAY, version: 2 }),
    } as never)
    expect(await undo()).toBe(true)
    expect(await dayOf(ID)).toBe(FRIDAY)
    expect(await dayOf(OTHER_ID)).toBe(FRIDAY)
    await device.drain()
    expect(device.calls.slice(2).map(([name, id, , version]) => [name, id, version])).toEqual([
      ['change', ID, 2],
      ['change', OTHER_ID, 2],
    ])
  })

  it('that never left is taken back without a word to the server', async () => {
    await device.outbox.capture(AUTHOR, COPY, content('new'))
    await device.outbox.move(AUTHOR, [COPY], THURSDAY)
    expect(await undo()).toBe(true)
    expect(await device.operations()).toMatchObject([{ act: { kind: 'create', content: { date: FRIDAY } } }])
  })

  it('keeps what was changed since when it is taken back', async () => {
    await device.outbox.move(AUTHOR, [ID], THURSDAY)
    await device.outbox.edit(AUTHOR, ID, { ...content('better'), date: THURSDAY })
    expect(await undo()).toBe(true)
    expect((await device.entry())?.entry).toMatchObject({ note: 'better', date: FRIDAY })
  })

  it('that is asked for twice is one move, which undo still takes back', async () => {
    await device.outbox.move(AUTHOR, [ID], THURSDAY)
    await device.outbox.move(AUTHOR, [ID], THURSDAY)
    expect(await device.operations()).toHaveLength(1)
    expect(await undo()).toBe(true)
    expect(await dayOf(ID)).toBe(FRIDAY)
  })

  it.each([
    ['approved', 'entry-locked', stored(OTHER_ID, 'two', { status: 'approved' }), null],
    [
      'in conflict',
      'version-conflict',
      stored(OTHER_ID, 'two'),
      { mine: 'change', theirs: 'unknown', locked: false },
    ],
  ] as const)('moves none where one is %s', async (_, code, entry, conflict) => {
    await device.database.put('entries', { ...localEntry(AUTHOR, entry, entry, 0), conflict })
    await expect(device.outbox.move(AUTHOR, [ID, OTHER_ID], THURSDAY)).rejects.toMatchObject({ code })
    expect(await dayOf(ID)).toBe(FRIDAY)
    expect(await device.operations()).toEqual([])
  })

  it('says that it is too late where an entry was deleted meanwhile', async () => {
    await device.outbox.move(AUTHOR, [ID], THURSDAY)
    const offer = await undoOffer()
    await device.outbox.remove(AUTHOR, ID)
    await device.database.put('singletons', offer as NonNullable<typeof offer>, 'undo')
    expect(await undo()).toBe(false)
  })
})

describe('deletion of several', () => {
  it('waits for the undo window, and one undo brings all of them back', async () => {
    await device.outbox.removeAll(AUTHOR, [ID, OTHER_ID])
    expect(await notes()).toEqual([])
    await device.drain()
    expect(device.calls).toEqual([])
    expect(await undo()).toBe(true)
    expect(await notes()).toEqual(['one', 'two'])
    device.nowMs += 10_000
    await device.drain()
    expect(device.calls).toEqual([])
  })

  it('is sent when the window has closed', async () => {
    await device.outbox.removeAll(AUTHOR, [ID, OTHER_ID])
    device.nowMs += 5_000
    expect(await undo()).toBe(false)
    await device.drain()
    expect(device.calls).toEqual([
      ['delete', ID, 1],
      ['delete', OTHER_ID, 1],
    ])
  })

  it('deletes none where one is approved', async () => {
    const approved = stored(OTHER_ID, 'two', { status: 'approved' })
    await device.database.put('entries', localEntry(AUTHOR, approved, approved, 0))
    await expect(device.outbox.removeAll(AUTHOR, [ID, OTHER_ID])).rejects.toMatchObject({
      code: 'entry-locked',
    })
    expect(await notes()).toEqual(['one', 'two'])
    expect(await device.operations()).toEqual([])
  })
})
