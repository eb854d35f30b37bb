import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { AUTHOR, content, createDevice, stored } from '../../test/support/device.ts'
import type { Entry } from '../domain/entry.ts'
import { forgetAccount } from './account.ts'
import { createPastWorkSearch } from './past-work-search.ts'
import { type Database, readSingleton } from './store/database.ts'

const ACCOUNT = AUTHOR.account
const LATEST = { kind: 'latest', query: '' } as const
const today = () => '2026-11-20'

/** In the order of time, as ids are made. */
const idOf = (index: number) => `0190a4a0-0000-7000-8000-${String(index).padStart(12, '0')}`

async function keep(database: Database, entry: Entry, account = ACCOUNT, deleted = false): Promise<void> {
  await database.put('entries', {
    account,
    id: entry.id,
    entry,
    confirmed: entry,
    sync: 'sent',
    failure: null,
    failureDetail: null,
    deleted,
    changedAtMs: 0,
  })
}

/** The database, its reads counted, and the first of them failing where it is told to. */
function countReads(database: Database, failure?: Error) {
  const reads = { count: 0 }
  const counted = new Proxy(database, {
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key)
      if (typeof member !== 'function') return member
      if (key === 'getAll') reads.count += 1
      return key === 'getAll' && failure && reads.count === 1
        ? () => Promise.reject(failure)
        : member.bind(target)
    },
  })
  return { counted, reads }
}

async function opened(...notes: readonly string[]) {
  const { database } = await createDevice()
  for (const [index, note] of notes.entries()) await keep(database, stored(idOf(index), note))
  const search = createPastWorkSearch({ database, today })
  const latest = async (account = ACCOUNT) =>
    (await search.suggest(account, LATEST)).work.map(({ note }) => note)
  return { database, search, latest }
}

describe('the search for past work', () => {
  it('finds an entry by what it was changed to, at once', async () => {
    const { search, latest } = await opened('design review')
    await latest()
    await search.noteEdit(ACCOUNT, content('workshop'))
    await search.noteEdit('somebody else', content('secret'))
    const found = async (query: string) => (await search.suggest(ACCOUNT, { kind: 'work', query })).work
    expect(await found('work')).toMatchObject([{ note: 'workshop' }])
    expect(await found('secret')).toEqual([])
  })

  it('answers the latest with the uses of projects, work by its words, and tags', async () => {
    const { database, search } = await opened('design review', 'tickets')
    await keep(database, stored(idOf(9), 'prep', { tags: ['workshop'], date: '2026-11-21' }))
    expect(await search.suggest(ACCOUNT, LATEST)).toMatchObject({
      work: [{ note: 'prep' }, { note: 'design review' }, { note: 'tickets' }],
      tags: [],
      uses: [['p1', 3]],
    })
    expect(await search.suggest(ACCOUNT, { kind: 'work', query: 'rev' })).toMatchObject({
      work: [{ note: 'design review', project: 'Website', projectId: 'p1', minutes: 120 }],
      uses: [],
    })
    expect(await search.suggest(ACCOUNT, { kind: 'tags', query: 'wo' })).toMatchObject({ tags: ['workshop'] })
  })

  it('shows no deleted work, and nobody that of another', async () => {
    const { database, latest } = await opened('mine')
    await keep(database, stored(idOf(8), 'deleted'), ACCOUNT, true)
    await keep(database, stored(idOf(9), 'theirs'), 'issuer|other')
    expect(await latest()).toEqual(['mine'])
    expect(await latest('issuer|other')).toEqual(['theirs'])
    expect(await latest()).toEqual(['mine'])
  })

  it('reads what is new alone when it is asked again, and everything where that is not all', async () => {
    const { database } = await opened('one')
    const { counted, reads } = countReads(database)
    const search = createPastWorkSearch({ database: counted, today })
    const latest = async () => (await search.suggest(ACCOUNT, LATEST)).work.map(({ note }) => note)
    expect([await latest(), reads.count]).toEqual([['one'], 1])
    expect([await latest(), reads.count]).toEqual([['one'], 1])
    await keep(database, stored(idOf(5), 'two'))
    expect([await latest(), reads.count]).toEqual([['one', 'two'], 2])
    await database.delete('entries', [ACCOUNT, idOf(0)])
    expect(await latest()).toEqual(['two'])
    await database.delete('entries', [ACCOUNT, idOf(5)])
    await keep(database, stored('17', 'a number for an id'))
    await keep(database, stored('03', 'a smaller one'))
    expect((await latest()).sort()).toEqual(['a number for an id', 'a smaller one'])
  })

  it('reads many entries in parts', async () => {
    const { database } = await opened()
    const { store, done } = database.transaction('entries', 'readwrite')
    for (let index = 0; index < 4_001; index += 1) {
      const entry = stored(idOf(index), `note ${index}`)
      void store.put({
        account: ACCOUNT,
        id: entry.id,
        entry,
        confirmed: null,
        sync: 'sent',
        failure: null,
        failureDetail: null,
        deleted: false,
        changedAtMs: 0,
      })
    }
    await done
    const { counted, reads } = countReads(database)
    const search = createPastWorkSearch({ database: counted, today })
    const { work } = await search.suggest(ACCOUNT, { kind: 'work', query: '4000' })
    expect(work.map(({ note }) => note)).toEqual(['note 4000'])
    expect(reads.count).toBe(3)
  })

  it('can be asked again after the storage has failed', async () => {
    const { database } = await opened('one')
    const search = createPastWorkSearch({ database: countReads(database, new Error('lost')).counted, today })
    await expect(search.suggest(ACCOUNT, LATEST)).rejects.toThrow('lost')
    expect((await search.suggest(ACCOUNT, LATEST)).work).toMatchObject([{ note: 'one' }])
  })
})

describe('a favourite', () => {
  const { date: _, start: __, billable: ___, ...work } = content('standup')

  it('outlives the worker and the sign-out of its owner, whom alone it is shown', async () => {
    const { database, search, latest } = await opened('tickets')
    await search.keepFavourite(ACCOUNT, { work, isFavourite: true })
    expect(await latest()).toEqual(['standup', 'tickets'])
    await forgetAccount(ACCOUNT, database)
    const later = createPastWorkSearch({ database, today })
    expect((await later.suggest(ACCOUNT, LATEST)).work).toMatchObject([
      { note: 'standup', isFavourite: true },
    ])
    expect((await later.suggest('issuer|other', LATEST)).work).toEqual([])
  })

  it('is one however often it is kept, and none when it is let go', async () => {
    const { database, search, latest } = await opened()
    await search.keepFavourite(ACCOUNT, { work, isFavourite: true })
    await search.keepFavourite(ACCOUNT, { work: { ...work, minutes: 15 }, isFavourite: true })
    expect(await latest()).toEqual(['standup'])
    await search.keepFavourite(ACCOUNT, { work, isFavourite: false })
    const later = createPastWorkSearch({ database, today })
    expect((await later.suggest(ACCOUNT, LATEST)).work).toEqual([])
  })

  it('makes room for the newest when there are fifty', async () => {
    const { database, search } = await opened()
    for (let index = 0; index <= 50; index += 1)
      await search.keepFavourite(ACCOUNT, { work: { ...work, note: `note ${index}` }, isFavourite: true })
    const kept = (await readSingleton(database, 'favourites'))?.[ACCOUNT]
    expect([kept?.length, kept?.[0]?.note, kept?.at(-1)?.note]).toEqual([50, 'note 1', 'note 50'])
  })
})
