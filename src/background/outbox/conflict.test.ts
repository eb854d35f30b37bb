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
import type { Entry } from '../../domain/entry.ts'
import { AppError } from '../../domain/failure.ts'
import { readSingleton } from '../store/database.ts'
import { nextDueAtMs } from './drain.ts'

const REVIEW = { by: 'manager', at: '2026-11-20T14:02:00Z', comment: null }
const theirs = stored(ID, 'theirs', { version: 5 })
const approved = stored(ID, 'one', { version: 2, status: 'approved', review: REVIEW })

let device: Device
beforeEach(async () => {
  device = await createDevice()
  await device.outbox.capture(AUTHOR, ID, content('one'))
  await device.drain()
  device.calls = []
})

const refusing = (current: Entry, code: 'version-conflict' | 'entry-locked' = 'version-conflict') => [
  throwing(refusal(code, { current: wire(current) })),
]
const listed = (...entries: Entry[]) => [() => everything(entries)]

async function edited(answers: Device['answers']) {
  await device.outbox.edit(AUTHOR, ID, content('mine'))
  device.answers = answers
  await device.drain()
}

async function deleted(answers: Device['answers']) {
  await device.outbox.remove(AUTHOR, ID, 0)
  device.answers = answers
  await device.drain()
}

describe('an entry edited here and', () => {
  it('changed elsewhere keeps both versions, and sends nothing more by itself', async () => {
    await edited(refusing(theirs))
    await device.drain()
    expect(device.calls).toEqual([['change', ID, 'mine', 1, 'op-2']])
    expect(await device.entry()).toMatchObject({
      sync: 'attention',
      failure: 'version-conflict',
      entry: { note: 'mine' },
      confirmed: { note: 'one', version: 1 },
      conflict: { mine: 'change', theirs: { note: 'theirs', version: 5 }, locked: false },
    })
    expect(await device.operations()).toMatchObject([
      { act: { kind: 'update', content: { note: 'mine' } }, parked: { code: 'version-conflict' } },
    ])
    expect(nextDueAtMs(await device.operations(), device.nowMs)).toBeNull()
  })

  it('elsewhere in the same way has nothing to choose', async () => {
    await edited(refusing(stored(ID, 'mine', { version: 5 })))
    expect(await device.operations()).toEqual([])
    expect(await device.entry()).toMatchObject({ sync: 'sent', entry: { note: 'mine', version: 5 } })
  })

  it('approved meanwhile keeps both versions, and who approved it and when', async () => {
    await edited(refusing(approved, 'entry-locked'))
    expect(await device.entry()).toMatchObject({
      entry: { note: 'mine' },
      conflict: { theirs: { note: 'one', review: REVIEW }, locked: true },
    })
    expect(await readSingleton(device.database, 'failure')).toBeNull()
  })

  it('deleted elsewhere keeps what was typed', async () => {
    await edited([throwing(refusal('not-found'))])
    expect(await device.entry()).toMatchObject({
      entry: { note: 'mine' },
      conflict: { mine: 'change', theirs: 'gone' },
    })
    expect(await device.operations()).toMatchObject([{ act: { content: { note: 'mine' } } }])
  })

  it('edited again while the first change was under way is one version of mine', async () => {
    await edited([throwing(new AppError('offline'))]).catch(() => undefined)
    await device.outbox.edit(AUTHOR, ID, content('mine, better'))
    device.answers = refusing(theirs)
    await device.drain()
    expect(await device.operations()).toMatchObject([{ act: { content: { note: 'mine, better' } } }])
    await device.conflicts.keepMine(AUTHOR, ID, 5)
    await device.drain()
    expect(device.calls.at(-1)).toEqual(['change', ID, 'mine, better', 5, expect.any(String)])
  })

  it('refused with another entry in its place takes nothing of that one', async () => {
    await edited(refusing(stored(OTHER_ID, 'another', { version: 5 })))
    expect(await device.entry()).toMatchObject({ conflict: { mine: 'change', theirs: 'unknown' } })
  })

  it('refused by a server that does not say what it has now waits for the next list', async () => {
    await edited([throwing(refusal('version-conflict'))])
    expect(await device.entry()).toMatchObject({ conflict: { theirs: 'unknown' } })
    device.nowMs += 1
    device.answers = listed(theirs)
    await device.pull()
    expect(await device.entry()).toMatchObject({
      entry: { note: 'mine' },
      conflict: { theirs: { note: 'theirs', version: 5 } },
    })
  })
})

describe('a deletion of an entry', () => {
  it('changed elsewhere is not done: the entry is shown again', async () => {
    await deleted(refusing(theirs))
    expect(device.calls).toEqual([['delete', ID, 1]])
    expect(await device.entry()).toMatchObject({
      deleted: false,
      conflict: { mine: 'deletion', theirs: { note: 'theirs' } },
    })
    expect(nextDueAtMs(await device.operations(), device.nowMs)).toBeNull()
  })

  it('approved meanwhile explains itself', async () => {
    await deleted(refusing(approved, 'entry-locked'))
    expect(await device.entry()).toMatchObject({
      deleted: false,
      conflict: { mine: 'deletion', theirs: { status: 'approved', review: REVIEW }, locked: true },
    })
  })

  it('after an edit that was refused is sent for the version it was made on, never for one unseen', async () => {
    await edited(refusing(theirs))
    await deleted(refusing(theirs))
    expect(device.calls.at(-1)).toEqual(['delete', ID, 1])
    expect(await device.entry()).toMatchObject({ deleted: false, conflict: { mine: 'deletion' } })
  })

  it('taken back while the edit before it is refused leaves the choice about that edit', async () => {
    await device.outbox.edit(AUTHOR, ID, content('mine'))
    await device.outbox.remove(AUTHOR, ID)
    device.answers = refusing(theirs)
    await device.drain()
    expect(await device.entry()).toMatchObject({ deleted: true })
    expect(await device.outbox.undo(AUTHOR, 'op-3')).toBe(true)
    expect(await device.entry()).toMatchObject({
      deleted: false,
      entry: { note: 'mine' },
      conflict: { mine: 'change', theirs: { note: 'theirs' } },
    })
  })

  it('that was refused gives way to a later edit', async () => {
    await deleted(refusing(theirs))
    await device.outbox.edit(AUTHOR, ID, content('kept after all'), 5)
    await device.drain()
    expect(device.calls.at(-1)).toEqual(['change', ID, 'kept after all', 5, expect.any(String)])
    expect(await device.operations()).toEqual([])
  })
})

describe('a list that arrives during a conflict', () => {
  it('changes neither version but for a newer one of theirs', async () => {
    await edited(refusing(theirs))
    for (const [version, note] of [
      [4, 'theirs'],
      [6, 'theirs, later'],
    ] as const) {
      device.nowMs += 1
      device.answers = listed(stored(ID, 'theirs, later', { version }))
      await device.pull()
      expect(await device.entry()).toMatchObject({ entry: { note: 'mine' }, conflict: { theirs: { note } } })
    }
  })

  it('says that the entry was approved meanwhile', async () => {
    await edited(refusing(theirs))
    device.nowMs += 1
    device.answers = listed({ ...approved, version: 6 })
    await device.pull()
    expect(await device.entry()).toMatchObject({ entry: { note: 'mine' }, conflict: { locked: true } })
  })

  it('without the entry leaves both', async () => {
    await edited(refusing(theirs))
    device.nowMs += 1
    device.answers = listed(stored(OTHER_ID, 'another'))
    await device.pull()
    expect(await device.entry()).toMatchObject({ entry: { note: 'mine' }, conflict: { theirs } })
  })
})
