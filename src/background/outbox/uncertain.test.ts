import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  type Device,
  everything,
  ID,
  refusal,
  stored,
  throwing,
  wire,
} from '../../../test/support/device.ts'
import type { Entry } from '../../domain/entry.ts'
import { AppError } from '../../domain/failure.ts'
import { BASE_PROFILE, FULL_PROFILE } from '../../domain/permissions.ts'
import { forgetUnsent } from './confirm.ts'
import { unparkForbidden } from './unpark.ts'

let device: Device

/** The answer to the first try is lost, and the second is refused for another reason than the entry itself. */
beforeEach(async () => {
  device = await createDevice()
  await device.outbox.capture(AUTHOR, ID, content('one'))
  device.answers = [throwing(new AppError('offline')), throwing(refusal('insufficient-scope'))]
  await device.drain().catch(() => undefined)
  await device.drain()
})

const lists = async (...entries: Entry[]) => {
  device.nowMs += 1
  device.answers = [() => everything(entries)]
  await device.pull()
}
const editTo = async (note: string) => {
  await device.outbox.edit(AUTHOR, ID, content(note))
  device.answers = [() => everything([]), throwing(refusal('id-taken'))]
  await device.drain()
}
/** What the server was asked to change since the addition was refused. */
const sent = () => device.calls.slice(2).filter(([act]) => act !== 'list')

describe('an addition that was refused, but may have arrived before that,', () => {
  it('is deleted on the server, too', async () => {
    await device.outbox.remove(AUTHOR, ID, 0)
    await device.drain()
    expect(sent()).toEqual([['delete', ID, 1]])
    expect(await device.operations()).toEqual([])
  })

  it('is deleted on the server, too, when it is taken back', async () => {
    expect(await device.outbox.undo(AUTHOR, 'op-1')).toBe(true)
    await device.drain()
    expect(sent()).toEqual([['delete', ID, 1]])
  })

  it('is deleted on the server, too, when it was edited before that', async () => {
    await editTo('two')
    await device.outbox.remove(AUTHOR, ID, 0)
    await device.drain()
    expect(sent()).toEqual([
      ['create', ID, 'two', 'op-2'],
      ['delete', ID, 1],
    ])
  })

  it('is deleted on the server, too, when it was edited while it was under way', async () => {
    await device.outbox.edit(AUTHOR, ID, content('two'))
    device.answers = [throwing(new AppError('offline'))]
    await device.drain().catch(() => undefined)
    await device.outbox.edit(AUTHOR, ID, content('three'))
    device.answers = [throwing(refusal('day-full')), throwing(refusal('day-full'))]
    await device.drain()
    await device.outbox.remove(AUTHOR, ID, 0)
    await device.drain()
    expect(sent().at(-1)).toEqual(['delete', ID, 1])
  })

  it('is not said to be deleted where the server cannot do that', async () => {
    const account = await device.database.get('singletons', 'account')
    const profile = { ...FULL_PROFILE, delete: false, learnedAtMs: device.nowMs }
    await device.database.put('singletons', Object.assign({}, account, { profile }), 'account')
    await expect(device.outbox.remove(AUTHOR, ID, 0)).rejects.toMatchObject({ code: 'not-offered' })
  })
})

describe('an addition that was refused, when the server lists it,', () => {
  it('has arrived where it is as it was typed', async () => {
    await lists(stored(ID, 'one'))
    expect(await device.operations()).toEqual([])
    expect(await device.entry()).toMatchObject({ sync: 'sent', failure: null, confirmed: { version: 1 } })
  })

  it('becomes a change where it was edited since', async () => {
    await editTo('two')
    await lists(stored(ID, 'one'))
    expect(await device.entry()).toMatchObject({ sync: 'waiting', failure: null, entry: { note: 'two' } })
    await device.drain()
    expect(sent().at(-1)).toEqual(['change', ID, 'two', 1, 'op-2'])
    expect(await device.operations()).toEqual([])
  })

  it('becomes a change, too, where the list came while it was still under way', async () => {
    await device.outbox.edit(AUTHOR, ID, content('two'))
    await lists(stored(ID, 'one'))
    device.answers = [throwing(refusal('id-taken'))]
    await device.drain()
    device.nowMs += 1
    device.answers = [() => ({ ...everything([]), until: '2026-11-20T12:00:00.001Z' })]
    await device.pull()
    await device.drain()
    expect(sent().at(-1)).toEqual(['change', ID, 'two', 1, 'op-2'])
  })

  it('waits for a choice where somebody has changed it', async () => {
    await lists(stored(ID, 'theirs', { version: 2 }))
    expect(await device.entry()).toMatchObject({
      sync: 'attention',
      failure: 'version-conflict',
      conflict: { mine: 'change', theirs: { note: 'theirs', version: 2 }, locked: false },
      entry: { note: 'one' },
    })
    await device.conflicts.keepMine(AUTHOR, ID, 2)
    await device.drain()
    expect(sent().at(-1)).toEqual(['change', ID, 'one', 2, 'op-2'])
    expect(await device.operations()).toEqual([])
  })

  it('waits for a choice where it is approved by now', async () => {
    await lists(stored(ID, 'theirs', { version: 3, status: 'approved' }))
    expect(await device.entry()).toMatchObject({ failure: 'entry-locked', conflict: { locked: true } })
    await device.conflicts.takeTheirs(AUTHOR, ID, 3)
    expect(await device.entry()).toMatchObject({ sync: 'sent', entry: { note: 'theirs' } })
    expect(await device.operations()).toEqual([])
  })

  it('stays an addition where the server offers no changes', async () => {
    device.profile = BASE_PROFILE
    await lists(stored(ID, 'other'))
    expect(await device.operations()).toMatchObject([{ act: { kind: 'create' } }])
  })
})

describe('a change that was refused', () => {
  it('waits for a choice once the entry is approved as it was before', async () => {
    await lists(stored(ID, 'one'))
    await device.outbox.edit(AUTHOR, ID, content('too much'))
    device.answers = [throwing(refusal('day-full'))]
    await device.drain()
    await lists(stored(ID, 'one'))
    expect(await device.entry()).toMatchObject({ failure: 'day-full', conflict: null })
    await lists(stored(ID, 'one', { version: 2, status: 'approved' }))
    expect(await device.entry()).toMatchObject({
      failure: 'entry-locked',
      entry: { note: 'too much' },
      conflict: { mine: 'change', theirs: { note: 'one' }, locked: true },
    })
  })
})

describe('a change that was refused, with another one made behind it,', () => {
  /** The first is under way while the second is made, and refused for want of a permission. */
  beforeEach(async () => {
    await lists(stored(ID, 'one'))
    await device.outbox.edit(AUTHOR, ID, content('two'))
    device.answers = [throwing(new AppError('offline'))]
    await device.drain().catch(() => undefined)
    await device.outbox.edit(AUTHOR, ID, content('three'))
    device.answers = [throwing(refusal('insufficient-scope'))]
    await device.drain()
    expect(await device.operations()).toHaveLength(2)
  })

  it('is one choice once the entry is approved, about what was typed last', async () => {
    await lists(stored(ID, 'one', { version: 2, status: 'approved' }))
    expect(await device.operations()).toMatchObject([
      { act: { kind: 'update', content: { note: 'three' } }, parked: { code: 'entry-locked' } },
    ])
    await device.conflicts.takeTheirs(AUTHOR, ID, 2)
    expect(await device.operations()).toEqual([])
    expect(await device.entry()).toMatchObject({ sync: 'sent', entry: { note: 'one' } })
  })

  it('has arrived where the server lists it, and the other one follows', async () => {
    await lists(stored(ID, 'two', { version: 2 }))
    expect(await device.entry()).toMatchObject({ sync: 'waiting', failure: null, entry: { note: 'three' } })
    await device.drain()
    expect(sent().at(-1)).toMatchObject(['change', ID, 'three', 2, expect.any(String)])
    expect(await device.operations()).toEqual([])
  })

  it('is done where the server lists the other one', async () => {
    await lists(stored(ID, 'three', { version: 3 }))
    expect(await device.operations()).toEqual([])
    expect(await device.entry()).toMatchObject({ sync: 'sent', confirmed: { version: 3 } })
  })
})

describe('a deletion', () => {
  it('is not sent before an addition that a sign-in has just put on its way again', async () => {
    await device.outbox.remove(AUTHOR, ID, 0)
    const [, deletion] = await device.operations()
    await unparkForbidden(AUTHOR.account, device.database, device.nowMs)
    if (!deletion) throw new Error('nothing waits')
    expect(await forgetUnsent(AUTHOR, deletion, device.database)).toBe(true)
    await device.drain()
    expect(sent()).toEqual([
      ['create', ID, 'one', 'op-1'],
      ['delete', ID, 1],
    ])
  })

  it('of what has arrived unseen and was changed since waits for a choice', async () => {
    await device.outbox.remove(AUTHOR, ID, 0)
    const current = wire(stored(ID, 'theirs', { version: 2 }))
    device.answers = [throwing(refusal('version-conflict', { current }))]
    await device.drain()
    expect(await device.entry()).toMatchObject({ conflict: { mine: 'deletion', theirs: { version: 2 } } })
  })
})
