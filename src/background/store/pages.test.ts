import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { AUTHOR, createDevice } from '../../../test/support/device.ts'
import { forgetAccount } from '../account.ts'
import { openDatabase } from './migrations.ts'
import { createPages } from './pages.ts'

const { account } = AUTHOR
const WEBSITE = { project: 'Website', projectId: 'p1' }
const SUPPORT = { project: 'Support', projectId: 'p3' }
const ISSUE = { page: 'acme.example/PROJ/PROJ-1', site: 'acme.example/PROJ' }
const SISTER = { page: 'acme.example/PROJ/PROJ-2', site: 'acme.example/PROJ' }
const ELSEWHERE = { page: 'other.example/a', site: 'other.example' }

async function openPages() {
  const device = await createDevice()
  const wish = { isWanted: true }
  const { database } = device
  const pages = createPages({ database, now: () => device.nowMs, isWanted: async () => wish.isWanted })
  return { device, database, pages, wish }
}

it('a page has the project that was last booked from it, its sisters that of the site, others none', async () => {
  const { pages } = await openPages()
  await pages.remember(account, ISSUE, WEBSITE)
  await pages.remember(account, SISTER, SUPPORT)
  expect(await pages.recall(account, ISSUE)).toEqual(WEBSITE)
  expect(await pages.recall(account, { ...ISSUE, page: 'acme.example/PROJ/PROJ-3' })).toEqual(SUPPORT)
  expect(await pages.recall(account, ELSEWHERE)).toBeNull()
})

it('a page that is called as its site is not taken for it', async () => {
  const { pages } = await openPages()
  await pages.remember(account, { page: 'a.example/x', site: 'a.example' }, WEBSITE)
  await pages.remember(account, { page: 'a.example', site: 'b.example' }, SUPPORT)
  expect(await pages.recall(account, { page: 'a.example/y', site: 'a.example' })).toEqual(WEBSITE)
})

it('nothing that is stored tells where somebody was', async () => {
  const { pages, database } = await openPages()
  await pages.remember(account, ISSUE, WEBSITE)
  const rows = await database.getAll('pages')
  expect(rows).toHaveLength(2)
  for (const row of rows)
    expect(row).toEqual({
      account,
      ...WEBSITE,
      page: expect.stringMatching(/^[\w-]{43}$/),
      usedAtMs: 1_000_000,
    })
  expect(JSON.stringify(rows)).not.toMatch(/acme|PROJ/)
  // Nor that two people were at the same place.
  await pages.remember('issuer|other', ISSUE, WEBSITE)
  expect(new Set((await database.getAll('pages')).map(({ page }) => page)).size).toBe(4)
})

it('of more than 500 the one that was used longest ago goes, of this person alone', async () => {
  const { device, pages, database } = await openPages()
  await pages.remember('issuer|other', ELSEWHERE, SUPPORT)
  for (let index = 0; index < 260; index += 1) {
    device.nowMs += 1
    await pages.remember(account, { page: `p${index}`, site: `s${index}` }, WEBSITE)
  }
  expect(await database.countFromIndex('pages', 'account', account)).toBe(500)
  expect(await pages.recall(account, { page: 'p9', site: 's9' })).toBeNull()
  expect(await pages.recall(account, { page: 'p10', site: 's10' })).toEqual(WEBSITE)
  expect(await pages.recall('issuer|other', ELSEWHERE)).toEqual(SUPPORT)
})

it('where it is not wanted nothing is remembered, and nothing recalled', async () => {
  const { pages, database, wish } = await openPages()
  await pages.remember(account, ISSUE, WEBSITE)
  wish.isWanted = false
  expect(await pages.recall(account, ISSUE)).toBeNull()
  await pages.remember(account, ELSEWHERE, SUPPORT)
  expect(await database.count('pages')).toBe(2)
})

it('it is forgotten when its person asks for it, or signs out; nobody else ever has it', async () => {
  const { pages, database } = await openPages()
  await pages.remember('issuer|other', ISSUE, SUPPORT)
  expect(await pages.recall(account, ISSUE)).toBeNull()
  await pages.remember(account, ISSUE, WEBSITE)
  await pages.forget(account)
  expect(await pages.recall(account, ISSUE)).toBeNull()
  await pages.remember(account, ISSUE, WEBSITE)
  await forgetAccount(account, database)
  expect(await pages.recall(account, ISSUE)).toBeNull()
  expect(await pages.recall('issuer|other', ISSUE)).toEqual(SUPPORT)
})

it('a store of version 2 gets its place for pages, and keeps what it has', async () => {
  const name = 'of-version-2'
  const opening = indexedDB.open(name, 2)
  opening.onupgradeneeded = () => {
    for (const store of ['entries', 'approvals', 'projects', 'held'])
      opening.result
        .createObjectStore(store, { keyPath: ['account', 'id'] })
        .createIndex('account', 'account')
    opening.result
      .createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true })
      .createIndex('account', 'account')
    opening.result.createObjectStore('positions', { keyPath: 'account' })
    opening.result.createObjectStore('singletons').put(true, 'chooseAccount')
  }
  await new Promise((resolve) => {
    opening.onsuccess = resolve
  })
  opening.result.close()
  const database = await openDatabase(name)
  const pages = createPages({ database, now: () => 1, isWanted: async () => true })
  await pages.remember(account, ISSUE, WEBSITE)
  expect(await pages.recall(account, ISSUE)).toEqual(WEBSITE)
  expect(await database.get('singletons', 'chooseAccount')).toBe(true)
})
