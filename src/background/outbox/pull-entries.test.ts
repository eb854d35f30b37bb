import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
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
} from '../../../test/support/device.ts'
import type { Tombstone } from '../../contract/entry.ts'
import type { Entry } from '../../domain/entry.ts'
import { AppError } from '../../domain/failure.ts'
import { forgetAccount } from '../account.ts'
import type { EntryPage } from '../api/client.ts'

const THIRD_ID = '0190a4a0-0000-7000-8000-000000000003'
const T1 = '2026-11-20T12:00:00.001Z'
const T2 = '2026-11-20T12:00:00.002Z'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

const rowsOf = (rows: readonly (Entry | Tombstone)[]) =>
  rows.map((row) => ('deleted' in row ? row : { ...row, userName: null }))
const page =
  (cursor: string, ...rows: (Entry | Tombstone)[]) =>
  (): EntryPage => ({
    rows: rowsOf(rows),
    next: { cursor },
    until: null,
  })
const lastPage =
  (until: string | null, ...rows: (Entry | Tombstone)[]) =>
  (): EntryPage => ({
    rows: rowsOf(rows),
    next: null,
    until,
  })
const gone = (id: string, version: number): Tombstone => ({ id, deleted: true, version })
const offline = throwing(new AppError('offline'))

const pull = async (...answers: (() => unknown)[]) => {
  device.nowMs += 1
  device.answers = answers
  await device.pull()
}
/** The queries of the lists asked for since the last call. */
const asked = () => device.calls.splice(0).map(([, query]) => query)
const notes = async () =>
  (await device.database.getAllFromIndex('entries', 'account', AUTHOR.account)).map(({ entry }) => entry.note)
const position = () => device.database.get('positions', AUTHOR.account)
const held = () => device.database.getAllFromIndex('held', 'account', AUTHOR.account)

describe('a pull, page by page', () => {
  it('begins with everything, follows each page to the next, and continues later from the time given', async () => {
    await pull(page('a', stored(ID, 'one')), page('b', stored(OTHER_ID, 'two')), lastPage(T1))
    expect(asked()).toEqual([{ limit: '500' }, { cursor: 'a' }, { cursor: 'b' }])
    expect(await notes()).toEqual(['one', 'two'])
    await pull(lastPage(T2, stored(ID, 'changed', { version: 2 })))
    await pull(lastPage(T2))
    expect(asked()).toEqual([
      { limit: '500', updated_since: T1 },
      { limit: '500', updated_since: T2 },
    ])
    expect(await notes()).toEqual(['changed', 'two'])
  })

  it.each([0, 1, 2, 3])('stopped after %i pages, goes on from there', async (stopAfter) => {
    const pages = [
      page('a', stored(ID, 'one')),
      page('b', stored(OTHER_ID, 'two')),
      page('c', gone(ID, 2)),
      lastPage(T1, stored(THIRD_ID, 'three')),
    ]
    const queries = [{ limit: '500' }, { cursor: 'a' }, { cursor: 'b' }, { cursor: 'c' }]
    await expect(pull(...pages.slice(0, stopAfter), offline)).rejects.toMatchObject({ code: 'offline' })
    expect(asked()).toEqual(queries.slice(0, stopAfter + 1))
    await pull(...pages.slice(stopAfter))
    expect(asked()).toEqual(queries.slice(stopAfter))
    expect(await notes()).toEqual(['two', 'three'])
    expect(await position()).toMatchObject({ query: { updated_since: T1 }, pages: 0, unseen: [] })
  })

  it('leaves what this device has added since it began, which may have come too late for its page', async () => {
    await device.outbox.capture(AUTHOR, THIRD_ID, content('mine'))
    await pull(page('a', stored(ID, 'one')), async () => {
      device.nowMs += 1
      device.answers = []
      await device.drain()
      return lastPage(T1, stored(OTHER_ID, 'two'))()
    })
    expect(await notes()).toEqual(['one', 'two', 'mine'])
    device.nowMs += 1
    await pull(lastPage(T2, gone(THIRD_ID, 2)))
    expect(await notes()).toEqual(['one', 'two'])
  })

  it('a page that cannot be stored leaves the place where it was', async () => {
    await pull(lastPage(T1))
    const unstorable = { ...stored(ID, 'one'), tags: [() => undefined] as unknown as string[] }
    await expect(pull(lastPage(T2, unstorable))).rejects.toMatchObject({ name: 'DataCloneError' })
    expect(await position()).toMatchObject({ query: { updated_since: T1 } })
  })

  it('of two at once, the one that is overtaken stores nothing older and goes on where the other is', async () => {
    await pull(lastPage(T1, stored(ID, 'one')))
    asked()
    const late = Promise.withResolvers<EntryPage>()
    const slow = pull(() => late.promise)
    await vi.waitFor(() => expect(device.calls).toHaveLength(1))
    await pull(lastPage(T2, gone(ID, 3)))
    device.answers = [lastPage(T2)]
    late.resolve(page('a', stored(ID, 'changed', { version: 2 }))())
    await slow
    expect(await notes()).toEqual([])
    expect(asked()).toEqual([T1, T1, T2].map((updated_since) => ({ limit: '500', updated_since })))
  })

  it('without end is given up, and the next one begins anew', async () => {
    const endless = Array.from({ length: 300 }, (_, index) => page(`${index}`))
    await expect(pull(...endless)).rejects.toMatchObject({ code: 'bad-answer' })
    expect(asked()).toHaveLength(200)
    await pull(lastPage(T1))
    expect(asked()).toEqual([{ limit: '500' }])
  })

  it('begins anew after the account was signed out', async () => {
    await pull(lastPage(T1, stored(ID, 'one')))
    const account = await device.database.get('singletons', 'account')
    await forgetAccount(AUTHOR.account, device.database)
    if (account) await device.database.put('singletons', account, 'account')
    asked()
    await pull(lastPage(T1, stored(ID, 'one')))
    expect(asked()).toEqual([{ limit: '500' }])
    expect(await notes()).toEqual(['one'])
  })
})

describe('while a change waits here, the server’s', () => {
  beforeEach(() => pull(lastPage(T1, stored(ID, 'one'))))

  it('is taken once the change is taken back', async () => {
    await device.outbox.remove(AUTHOR, ID)
    await pull(lastPage(T2, stored(ID, 'theirs', { version: 2 })))
    expect(await device.entry()).toMatchObject({ deleted: true, confirmed: { version: 1 } })
    expect(await device.outbox.undo(AUTHOR, 'op-1')).toBe(true)
    await pull(lastPage(T2))
    expect(await device.entry()).toMatchObject({ entry: { note: 'theirs' }, deleted: false, sync: 'sent' })
    expect(await held()).toEqual([])
  })

  it('deletion waits for a choice once the change has failed for it, and is taken with that', async () => {
    await device.outbox.edit(AUTHOR, ID, content('mine'))
    await pull(lastPage(T2, gone(ID, 2)))
    expect(await device.entry()).toMatchObject({ entry: { note: 'mine' } })
    device.answers = [throwing(refusal('not-found'))]
    await device.drain()
    await pull(lastPage(T2))
    expect(await device.entry()).toMatchObject({ entry: { note: 'mine' }, conflict: { theirs: 'gone' } })
    await device.conflicts.takeTheirs(AUTHOR, ID, 0)
    await pull(lastPage(T2))
    expect(await device.entry()).toBeUndefined()
    expect(await held()).toEqual([])
  })

  it('is older than the change once that is sent, and not taken', async () => {
    await device.outbox.edit(AUTHOR, ID, content('mine'))
    await pull(lastPage(T2, stored(ID, 'theirs', { version: 2 })))
    device.answers = [() => ({ ...stored(ID, 'mine', { version: 3 }), userName: null })]
    await device.drain()
    await pull(lastPage(T2))
    expect(await device.entry()).toMatchObject({ entry: { note: 'mine' }, confirmed: { version: 3 } })
    expect(await held()).toEqual([])
  })

  it('approval shows at once, and never an older one', async () => {
    await pull(lastPage(T2, stored(ID, 'one', { version: 3, status: 'rejected' })))
    await device.outbox.edit(AUTHOR, ID, content('mine'))
    await pull(lastPage(T2, stored(ID, 'one', { version: 4, status: 'approved' })))
    expect(await device.entry()).toMatchObject({ entry: { note: 'mine', status: 'approved' } })
    await pull(lastPage(T2, stored(ID, 'one', { version: 2, status: 'submitted' })))
    expect(await device.entry()).toMatchObject({ entry: { note: 'mine', status: 'approved' } })
  })

  it('is forgotten with the account', async () => {
    await device.outbox.edit(AUTHOR, ID, content('mine'))
    await pull(lastPage(T2, stored(ID, 'theirs', { version: 2 })))
    expect(await held()).toHaveLength(1)
    await forgetAccount(AUTHOR.account, device.database)
    expect(await held()).toEqual([])
  })
})

describe('a pull of everything over what is here', () => {
  const CHANGED = stored(ID, 'one', { version: 2 })

  it('removes at its end, and not before, what the server has no more; what waits stays', async () => {
    device.answers = [() => everything([stored(ID, 'one'), stored(OTHER_ID, 'two')])]
    await device.pull()
    device.nowMs += 1
    await device.outbox.capture(AUTHOR, THIRD_ID, content('three'))
    await pull(page('a', CHANGED), offline).catch(() => undefined)
    expect(await notes()).toEqual(['one', 'two', 'three'])
    await pull(lastPage(T1))
    expect(await notes()).toEqual(['one', 'three'])
  })

  it.each([
    ['before', false],
    ['while the list was under way', true],
  ])('removes what was edited %s, once that has failed and is let go', async (_, editedMeanwhile) => {
    device.answers = [() => everything([stored(ID, 'one')])]
    await device.pull()
    const edit = () => device.outbox.edit(AUTHOR, ID, content('mine'))
    if (!editedMeanwhile) await edit()
    await pull(async () => {
      if (editedMeanwhile) await edit()
      return lastPage(T1)()
    })
    expect(await notes()).toEqual(['mine'])
    device.answers = [throwing(refusal('not-found'))]
    await device.drain()
    await pull(lastPage(T1))
    expect(await notes()).toEqual(['mine'])
    await device.conflicts.takeTheirs(AUTHOR, ID, 0)
    await pull(lastPage(T1))
    expect(await notes()).toEqual([])
  })

  it('shows what is like a refused creation: that one was never stored', async () => {
    await device.outbox.capture(AUTHOR, THIRD_ID, content('refused'))
    device.answers = [throwing(refusal('day-full'))]
    await device.drain()
    await pull(lastPage(T1, stored(ID, 'on another device')))
    expect(await notes()).toEqual(['on another device', 'refused'])
  })

  it('keeps what was sent while the list was under way', async () => {
    device.nowMs += 1
    await device.outbox.capture(AUTHOR, ID, content('new'))
    await pull(async () => {
      await device.drain()
      return lastPage(T1)()
    })
    expect(await device.entry()).toMatchObject({ sync: 'sent', entry: { note: 'new' } })
  })

  it.each(['not-found', 'invalid-entry'] as const)(
    'is done where the server refuses the place with %s, once',
    async (code) => {
      await pull(lastPage(T1, stored(ID, 'one'), stored(OTHER_ID, 'two')))
      asked()
      await pull(throwing(refusal(code)), page('a', CHANGED), lastPage(T2))
      expect(asked()).toEqual([{ limit: '500', updated_since: T1 }, { limit: '500' }, { cursor: 'a' }])
      expect(await notes()).toEqual(['one'])
      const refused = throwing(refusal(code))
      await expect(pull(refused, page('a', CHANGED), refused)).rejects.toMatchObject({ code })
    },
  )

  it('is not done for a refusal of another kind', async () => {
    await pull(lastPage(T1))
    await expect(pull(throwing(refusal('insufficient-scope')))).rejects.toMatchObject({
      code: 'insufficient-scope',
    })
    expect(await position()).toMatchObject({ query: { updated_since: T1 } })
  })

  it.each([
    ['whose time went back', T1],
    ['that tells no time any more', null],
  ])('follows an answer of a server %s', async (_, until) => {
    await pull(lastPage(T2, stored(ID, 'one')))
    await pull(lastPage(until))
    expect(await notes()).toEqual(['one'])
    asked()
    await pull(lastPage(T1))
    expect(asked()).toEqual([{ limit: '500' }])
    expect(await notes()).toEqual([])
  })
})
