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
  throwing,
} from '../../../test/support/device.ts'
import { published } from '../../../test/support/published.ts'
import { actsOn, received, WEEK } from '../../../test/support/week-acts.ts'
import { AppError } from '../../domain/failure.ts'
import { BASE_PROFILE } from '../../domain/permissions.ts'
import { nextDueAtMs } from './drain.ts'

const KEY = 'week:2026-W47'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

const { haveDrafts, offer, pass, state, undo } = actsOn(() => device)

describe('a submission', () => {
  it('waits for as long as it can be taken back, and then is sent once', async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    await device.weeks.submit(AUTHOR, WEEK)
    await pass(4_999)
    expect(device.calls).toEqual([])
    expect(await state()).toMatchObject({ pending: 'submit', waitsFor: [], failure: null })
    device.answers = [() => [received(ID, 'one', 2, 'submitted')]]
    await pass(1)
    expect(device.calls).toEqual([['submit', WEEK]])
    expect(await device.operations()).toEqual([])
    expect(await state()).toMatchObject({ pending: null })
    expect(await device.entry()).toMatchObject({
      entry: { status: 'submitted', version: 2 },
      confirmed: { version: 2 },
      sync: 'sent',
    })
  })

  it('goes without what is added while it can still be taken back: nobody has checked that', async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    await device.outbox.capture(AUTHOR, OTHER_ID, content('two'))
    await pass(4_999)
    expect(device.calls).toEqual([])
    device.answers = [() => [received(ID, 'one', 2, 'submitted')]]
    await pass(1)
    expect(device.calls.map(([act]) => act)).toEqual(['submit', 'create'])
    expect(await device.operations()).toEqual([])
  })

  it('taken back, what was added meanwhile is sent all the same', async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    await device.outbox.capture(AUTHOR, OTHER_ID, content('two'))
    await device.weeks.recall(AUTHOR, WEEK)
    await pass()
    expect(device.calls.map(([act]) => act)).toEqual(['create'])
  })

  it('is made once more, after what was added since the first one, where that may be under way', async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    device.answers = [throwing(new AppError('offline'))]
    await pass().catch(() => undefined)
    await device.outbox.capture(AUTHOR, OTHER_ID, content('two'))
    await device.weeks.submit(AUTHOR, WEEK)
    await device.weeks.submit(AUTHOR, WEEK)
    device.answers = [
      () => [received(ID, 'one', 2, 'submitted')],
      () => received(OTHER_ID, 'two', 1, 'draft'),
      () => [received(OTHER_ID, 'two', 2, 'submitted')],
    ]
    await pass()
    expect(device.calls.map(([act]) => act)).toEqual(['submit', 'submit', 'create', 'submit'])
    expect(await device.operations()).toEqual([])
  })

  it('that is refused makes way for the one that was made since', async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    device.answers = [throwing(new AppError('offline'))]
    await pass().catch(() => undefined)
    await device.outbox.capture(AUTHOR, OTHER_ID, content('two'))
    await device.weeks.submit(AUTHOR, WEEK)
    device.answers = [throwing(refusal('version-conflict'))]
    await pass()
    expect(device.calls.map(([act]) => act)).toEqual(['submit', 'submit', 'create', 'submit'])
    expect(await device.operations()).toEqual([])
  })

  it.each(['not-offered', 'not-found'] as const)(
    'is taken back with a notice where the server has no weeks after all (%s)',
    async (code) => {
      await haveDrafts(ID)
      await device.weeks.submit(AUTHOR, WEEK)
      device.answers = [throwing(refusal(code))]
      await pass()
      expect(await device.operations()).toEqual([])
      expect(await device.database.get('singletons', 'failure')).toMatchObject({ code })
    },
  )

  it('that is undone has never been', async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    expect((await published(device)).snapshot.undo).toMatchObject({ kind: 'submitted' })
    expect(await undo()).toBe(true)
    await pass()
    expect(device.calls).toEqual([])
    expect(await state()).toMatchObject({ pending: null })
    expect(await device.entry()).toMatchObject({ entry: { status: 'draft' } })
  })

  it('cannot be undone once it may have arrived', async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    const { snapshot } = await published(device)
    device.answers = [throwing(new AppError('timed-out'))]
    await expect(pass()).rejects.toMatchObject({ code: 'timed-out' })
    expect(await device.outbox.undo(AUTHOR, snapshot.undo?.operationId ?? '')).toBe(false)
    await device.drain()
    expect(device.calls).toEqual([
      ['submit', WEEK],
      ['submit', WEEK],
    ])
  })

  it('of a week without entries, or without drafts, is none', async () => {
    await expect(device.weeks.submit(AUTHOR, WEEK)).rejects.toMatchObject({ code: 'week-empty' })
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [() => received(ID, 'one', 1, 'submitted')]
    await device.drain()
    await device.weeks.submit(AUTHOR, WEEK)
    expect(await device.operations()).toEqual([])
  })

  it('is not offered where the server has none', async () => {
    await haveDrafts(ID)
    await offer(BASE_PROFILE)
    await expect(device.weeks.submit(AUTHOR, WEEK)).rejects.toMatchObject({ code: 'not-offered' })
    expect((await published(device)).snapshot.weeks).toEqual([])
  })

  it('is nobody else’s', async () => {
    await haveDrafts(ID)
    const other = { account: 'issuer|contractor', userId: 'contractor' }
    await expect(device.weeks.submit(other, WEEK)).rejects.toMatchObject({ code: 'week-empty' })
  })
})

describe('a submission follows what was there before it', () => {
  it('goes after the entries that are still to be sent', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.weeks.submit(AUTHOR, WEEK)
    device.answers = [throwing(new AppError('server-error'))]
    await expect(pass()).rejects.toThrow()
    device.answers = [throwing(new AppError('server-error'))]
    await expect(pass()).rejects.toThrow()
    expect(device.calls.map(([kind]) => kind)).toEqual(['create', 'create'])
    // Often enough in vain: other entries get their turn, the week does not.
    device.answers = [throwing(new AppError('server-error'))]
    await expect(pass()).rejects.toThrow()
    expect(device.calls.map(([kind]) => kind)).toEqual(['create', 'create', 'create'])
    await pass()
    expect(device.calls.map(([kind]) => kind)).toEqual(['create', 'create', 'create', 'create', 'submit'])
  })

  it('waits for an entry that waits for a person, says for which, and asks for no wake-up', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await device.weeks.submit(AUTHOR, WEEK)
    device.answers = [throwing(refusal('day-full'))]
    await pass()
    expect(device.calls.map(([kind]) => kind)).toEqual(['create'])
    expect(await state()).toMatchObject({ pending: 'submit', waitsFor: [ID] })
    expect(nextDueAtMs(await device.operations(), device.nowMs)).toBeNull()
    await device.outbox.edit(AUTHOR, ID, content('shorter'))
    await pass()
    expect(device.calls.map(([kind]) => kind)).toEqual(['create', 'create', 'submit'])
  })

  it('waits for a deletion, but not for entries of other weeks', async () => {
    await haveDrafts(ID)
    await device.outbox.capture(AUTHOR, OTHER_ID, { ...content('last week'), date: '2026-11-13' })
    device.answers = [throwing(refusal('day-full'))]
    await device.drain()
    await device.outbox.remove(AUTHOR, ID)
    await device.outbox.capture(AUTHOR, '0190a4a0-0000-7000-8000-000000000003', content('two'))
    device.nowMs += 1_000
    await device.weeks.submit(AUTHOR, WEEK)
    device.calls.length = 0
    await pass(6_000)
    expect(device.calls.map(([kind]) => kind)).toEqual(['delete', 'create', 'submit'])
  })
})

describe('a submission that is refused', () => {
  beforeEach(async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    device.answers = [throwing(refusal('too-large'))]
    await pass()
  })

  it('is kept with the reason and blocks nothing', async () => {
    expect(await state()).toMatchObject({ pending: 'submit', failure: 'too-large' })
    expect((await published(device)).badge).toBe('1')
    await device.outbox.capture(AUTHOR, OTHER_ID, content('two'))
    await device.drain()
    expect(device.calls.at(-1)?.[0]).toBe('create')
  })

  it('can be tried again, with time to take it back', async () => {
    await device.weeks.submit(AUTHOR, WEEK)
    expect(await state()).toMatchObject({ pending: 'submit', failure: null })
    await device.drain()
    expect(device.calls).toHaveLength(1)
    await pass()
    expect(device.calls).toHaveLength(2)
  })

  it('can be let go', async () => {
    await device.weeks.recall(AUTHOR, WEEK)
    expect(await state()).toMatchObject({ pending: null, failure: null })
    expect(await device.operations()).toEqual([])
  })
})

it('a submission of what was deleted meanwhile is taken back, and that is told', async () => {
  await haveDrafts(ID)
  await device.weeks.submit(AUTHOR, WEEK)
  device.answers = [throwing(refusal('week-empty'))]
  await pass()
  expect(await state()).toMatchObject({ pending: null, failure: null })
  expect((await published(device)).snapshot.failure).toMatchObject({ code: 'week-empty' })
})

it('the key of a week stands where other operations have their entry', async () => {
  await haveDrafts(ID)
  await device.weeks.submit(AUTHOR, WEEK)
  expect(await device.operations()).toMatchObject([{ entryId: KEY, act: { kind: 'submit-week' } }])
})
