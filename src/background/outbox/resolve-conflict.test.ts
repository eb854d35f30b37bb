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
} from '../../../test/support/device.ts'
import { readSingleton } from '../store/database.ts'

const theirs = stored(ID, 'theirs', { version: 5 })
const CHANGED = throwing(refusal('version-conflict', { current: wire(theirs) }))
const LOCKED = throwing(refusal('entry-locked', { current: wire({ ...theirs, status: 'approved' }) }))
const GONE = throwing(refusal('not-found'))

let device: Device
beforeEach(async () => {
  device = await createDevice()
  await device.outbox.capture(AUTHOR, ID, content('one'))
  await device.drain()
  device.calls = []
})

async function editRefused(answer: () => never) {
  await device.outbox.edit(AUTHOR, ID, content('mine'))
  device.answers = [answer]
  await device.drain()
  device.calls = []
}

async function deletionRefused(answer: () => never) {
  await device.outbox.remove(AUTHOR, ID, 0)
  device.answers = [answer]
  await device.drain()
  device.calls = []
}

describe('keep mine', () => {
  it('sends mine for the version that stood beside it', async () => {
    await editRefused(CHANGED)
    await device.conflicts.keepMine(AUTHOR, ID, 5)
    expect(await device.entry()).toMatchObject({ sync: 'waiting', failure: null, conflict: null })
    await device.drain()
    expect(device.calls).toEqual([['change', ID, 'mine', 5, 'op-3']])
    expect(await device.entry()).toMatchObject({ sync: 'sent', entry: { note: 'mine', version: 6 } })
    expect(await device.operations()).toEqual([])
  })

  it('is a conflict again when theirs has changed once more', async () => {
    await editRefused(CHANGED)
    await device.conflicts.keepMine(AUTHOR, ID, 5)
    const later = stored(ID, 'theirs, later', { version: 6 })
    device.answers = [throwing(refusal('version-conflict', { current: wire(later) }))]
    await device.drain()
    expect(await device.entry()).toMatchObject({
      entry: { note: 'mine' },
      conflict: { theirs: { note: 'theirs, later', version: 6 } },
    })
  })

  it('is refused for a version that was not on screen', async () => {
    await editRefused(CHANGED)
    const choosing = device.conflicts.keepMine(AUTHOR, ID, 4)
    await expect(choosing).rejects.toMatchObject({ code: 'version-conflict' })
    expect(await device.entry()).toMatchObject({ conflict: { mine: 'change' } })
  })

  it.each([
    ['approved', LOCKED, 5],
    ['gone', GONE, 0],
  ] as const)('cannot be where theirs is %s', async (_, answer, version) => {
    await editRefused(answer)
    const choosing = device.conflicts.keepMine(AUTHOR, ID, version)
    await expect(choosing).rejects.toMatchObject({ code: 'bad-command' })
  })

  it('deletes anyway, with the time to take it back', async () => {
    await deletionRefused(CHANGED)
    await device.conflicts.keepMine(AUTHOR, ID, 5)
    await device.drain()
    expect(device.calls).toEqual([])
    expect(await device.entry()).toMatchObject({ deleted: true })
    device.nowMs += 5_000
    await device.drain()
    expect(device.calls).toEqual([['delete', ID, 5]])
  })

  it('of a deletion, taken back, leaves what the server has', async () => {
    await deletionRefused(CHANGED)
    await device.conflicts.keepMine(AUTHOR, ID, 5)
    expect(await device.outbox.undo(AUTHOR, 'op-3')).toBe(true)
    expect(await device.operations()).toEqual([])
    expect(await device.entry()).toMatchObject({ deleted: false, sync: 'sent', entry: { note: 'theirs' } })
  })
})

describe('edit', () => {
  it('sends what was made of mine for the version that stood beside it', async () => {
    await editRefused(CHANGED)
    await device.outbox.edit(AUTHOR, ID, content('of both'), 5)
    await device.drain()
    expect(device.calls).toEqual([['change', ID, 'of both', 5, 'op-3']])
    expect(await device.entry()).toMatchObject({ sync: 'sent', conflict: null })
  })

  it('with a version that is no longer theirs is not sent over it', async () => {
    await editRefused(CHANGED)
    await device.outbox.edit(AUTHOR, ID, content('of both'), 4)
    device.answers = [CHANGED]
    await device.drain()
    expect(device.calls).toMatchObject([['change', ID, 'of both', 1, 'op-3']])
    expect(await device.entry()).toMatchObject({ entry: { note: 'of both' }, conflict: { theirs } })
  })
})

describe('take theirs', () => {
  it('shows what the server has, and sends nothing', async () => {
    await editRefused(CHANGED)
    await device.conflicts.takeTheirs(AUTHOR, ID, 5)
    await device.drain()
    expect(device.calls).toEqual([])
    expect(await device.operations()).toEqual([])
    expect(await device.entry()).toMatchObject({
      sync: 'sent',
      conflict: null,
      entry: { note: 'theirs', version: 5 },
      confirmed: { version: 5 },
    })
  })

  it('of an approved entry leaves it approved', async () => {
    await editRefused(LOCKED)
    await device.conflicts.takeTheirs(AUTHOR, ID, 5)
    expect(await device.entry()).toMatchObject({ sync: 'sent', entry: { status: 'approved' } })
  })

  it('of an entry that is gone lets it go', async () => {
    await editRefused(GONE)
    await device.conflicts.takeTheirs(AUTHOR, ID, 0)
    expect(await device.operations()).toEqual([])
    expect(await device.entry()).toBeUndefined()
  })

  it('after a deletion keeps the entry', async () => {
    await deletionRefused(CHANGED)
    await device.conflicts.takeTheirs(AUTHOR, ID, 5)
    await device.drain()
    expect(device.calls).toEqual([])
    expect(await device.entry()).toMatchObject({ deleted: false, sync: 'sent', entry: { note: 'theirs' } })
  })

  it.each([
    ['changed', CHANGED, 5],
    ['gone', GONE, 0],
  ] as const)('can be taken back: mine is there again (theirs: %s)', async (_, answer, version) => {
    await editRefused(answer)
    const before = await device.entry()
    await device.conflicts.takeTheirs(AUTHOR, ID, version)
    expect(await readSingleton(device.database, 'undo')).toMatchObject({
      kind: 'let-go',
      operationId: 'op-2',
    })
    expect(await device.outbox.undo(AUTHOR, 'op-2')).toBe(true)
    expect(await device.entry()).toEqual({ ...before, changedAtMs: device.nowMs })
    expect(await device.operations()).toMatchObject([{ act: { content: { note: 'mine' } } }])
  })

  it('cannot be taken back over a later edit', async () => {
    await editRefused(CHANGED)
    await device.conflicts.takeTheirs(AUTHOR, ID, 5)
    await device.outbox.edit(AUTHOR, ID, content('later'))
    expect(await device.outbox.undo(AUTHOR, 'op-2')).toBe(false)
    expect(await device.entry()).toMatchObject({ entry: { note: 'later' } })
  })
})

describe('log mine as a new entry', () => {
  it('leaves the approved one as it is', async () => {
    await editRefused(LOCKED)
    await device.conflicts.logMineAsNew(AUTHOR, ID, 5, OTHER_ID)
    await device.conflicts.logMineAsNew(AUTHOR, ID, 5, OTHER_ID)
    expect(await device.entry()).toMatchObject({ sync: 'sent', entry: { status: 'approved' } })
    await device.drain()
    expect(device.calls).toEqual([['create', OTHER_ID, 'mine', 'op-3']])
    expect(await device.entry(OTHER_ID)).toMatchObject({ sync: 'sent', entry: { note: 'mine' } })
  })

  it('takes the place of one that is gone', async () => {
    await editRefused(GONE)
    await device.conflicts.logMineAsNew(AUTHOR, ID, 0, OTHER_ID)
    expect(await device.entry()).toBeUndefined()
    expect(await device.entry(OTHER_ID)).toMatchObject({
      sync: 'waiting',
      entry: { note: 'mine', status: 'draft', version: 0 },
    })
  })
})

it('somebody else’s conflict is not theirs to settle', async () => {
  await editRefused(CHANGED)
  const choosing = device.conflicts.keepMine({ account: 'issuer|contractor', userId: 'contractor' }, ID, 5)
  await expect(choosing).rejects.toMatchObject({ code: 'not-found' })
})
