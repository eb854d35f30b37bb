import type { Locator } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { entries } from '../../src/server/store/schema.ts'
import { expect, test } from '../support/browser-test.ts'
import { fillInbox, openInbox } from '../support/inbox.ts'
import { MANAGER, type TestServers } from '../support/servers.ts'

const SENT_MS = 20_000

/** How many of these entries have come to what. */
async function statuses({ database }: TestServers, ids: readonly string[]): Promise<Record<string, number>> {
  const rows = await database.queries.select().from(entries)
  const known = new Set(ids)
  const ofThese = Object.groupBy(
    rows.filter(({ id }) => known.has(id)),
    ({ status }) => status,
  )
  return Object.fromEntries(Object.entries(ofThese).map(([status, some]) => [status, some.length]))
}

test('200 entries of 20 people, 10 of them flagged, are decided in at most 60 key presses', async ({
  extension,
  servers,
}) => {
  const ids = await fillInbox(servers.database, { people: 20, entriesEach: 10, flagged: 10 })
  const popup = await extension.signIn(MANAGER)
  await openInbox(popup)
  let presses = 1
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      presses += 1
      await popup.keyboard.press(key)
    }
  }
  const rows = popup.getByRole('row', { level: 1 })
  await expect(rows).toHaveCount(20)

  await test.step('all without flags at once, which can be taken back', async () => {
    await press('A')
    await expect(popup.getByRole('status').filter({ hasText: '190 entries approved.' })).toBeVisible()
    await expect(rows).toHaveCount(10)
    await press('u')
    await expect(rows).toHaveCount(20)
    await press('A')
    await expect(rows).toHaveCount(10)
    await expect
      .poll(() => statuses(servers, ids), { timeout: SENT_MS })
      .toEqual({ approved: 190, submitted: 10 })
  })

  await test.step('three of the flagged go back with one reason', async () => {
    await press('Home', 'x', 'j', 'j', 'x', 'j', 'j', 'x', 'r')
    await expect(popup.getByRole('textbox', { name: 'Reason' })).toBeFocused()
    await popup.keyboard.type('Why a Saturday?')
    presses += 'Why a Saturday?'.length
    await press('Enter')
    await expect(rows).toHaveCount(7)
  })

  await test.step('the rest is looked at and approved, one after the other', async () => {
    await press('Home')
    for (let left = 7; left > 0; left -= 1) {
      await expect(popup.getByText('On a weekend.').first()).toBeVisible()
      await press('a')
      await expect(rows).toHaveCount(left - 1)
    }
    await expect(popup.getByText('All done')).toBeVisible()
  })

  await expect
    .poll(() => statuses(servers, ids), { timeout: SENT_MS })
    .toEqual({ approved: 197, rejected: 3 })
  expect(presses).toBeLessThanOrEqual(60)
  const [rejected] = await servers.database.queries
    .select()
    .from(entries)
    .where(sql`status = 'rejected' and review_comment = 'Why a Saturday?'`)
  expect(rejected).toMatchObject({ reviewBy: MANAGER.sub, version: 2 })
})

test('what changed, or was decided by somebody else, between the look and the decision comes back and says so', async ({
  extension,
  servers,
}) => {
  const ids = await fillInbox(servers.database, { people: 2, entriesEach: 2, flagged: 0 })
  const [changed = '', late = ''] = ids
  const popup = await extension.signIn(MANAGER)
  await openInbox(popup)
  await servers.database.queries.execute(
    sql`update entries set minutes = 120, version = 2, updated_at = now() where id = ${changed}`,
  )
  await servers.database.queries.execute(
    sql`update entries set status = 'rejected', review_by = 'director@exampleco.com', review_at = '2026-11-20T10:00:00Z',
        review_comment = 'No', version = 2, updated_at = now() where id = ${late}`,
  )
  await popup.keyboard.press('A')
  await expect
    .poll(() => statuses(servers, ids), { timeout: SENT_MS })
    .toEqual({ approved: 2, rejected: 1, submitted: 1 })

  const row = popup.getByRole('row', { level: 2 })
  await expect(row).toHaveCount(2)
  const asNow = row.filter({ hasText: 'It has changed since you looked' })
  await expect(asNow.getByRole('columnheader', { name: 'As you saw it' })).toBeVisible()
  await expect(asNow).toContainText('2:00')
  await expect(row.filter({ hasText: 'Somebody else was first' })).toContainText('director@exampleco.com')
  await popup.screenshot({ path: test.info().outputPath('came-back.png') })

  await row.filter({ hasText: 'Somebody else was first' }).getByRole('button', { name: 'OK' }).click()
  await expect(row).toHaveCount(1)
  await asNow.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect.poll(() => statuses(servers, ids), { timeout: SENT_MS }).toEqual({ approved: 3, rejected: 1 })
  await expect(popup.getByText('All done')).toBeVisible()
})

test('what is selected is counted in sight wherever the list is, and never over the row the keyboard is on', async ({
  extension,
  servers,
}) => {
  const ids = await fillInbox(servers.database, { people: 3, entriesEach: 10, flagged: 0 })
  const popup = await extension.signIn(MANAGER)
  await openInbox(popup)
  const bar = popup.getByRole('region', { name: 'Select' })
  const active = popup.locator('[role="row"]:focus')
  const rows = popup.getByRole('row', { level: 2 })
  await popup.keyboard.press('End')
  await expect(active).toHaveAttribute('aria-rowindex', '33')
  await popup.keyboard.press('Home')
  for (let row = 1; row < 10; row += 1) await popup.keyboard.press('j')
  await popup.keyboard.press('x')
  await expect(bar).toBeVisible()
  expect(await isInFull(active)).toBe(true)
  await popup.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await popup.keyboard.press('Home')
  await popup.keyboard.press('j')

  for (let row = 2; row <= 25; row += 1) {
    await expect(active).toHaveAttribute('aria-rowindex', String(row))
    expect(await isInFull(active)).toBe(true)
    // The head of a week stands for all of its entries.
    if ((await active.getAttribute('aria-level')) === '2') await popup.keyboard.press('x')
    await expect(bar).toBeVisible()
    expect(await isInFull(active)).toBe(true)
    expect(await isInFull(bar)).toBe(true)
    await popup.keyboard.press('j')
  }
  await popup.screenshot({ path: test.info().outputPath('selected-far-down.png') })
  await popup.keyboard.press('Home')
  await expect(bar).toContainText('22 entries selected, 22:00')
  expect(await isInFull(bar)).toBe(true)

  await bar.getByRole('button', { name: 'Reject these…' }).press('Enter')
  await expect(bar.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  expect(await isInFull(bar)).toBe(true)
  await popup.screenshot({ path: test.info().outputPath('one-reason.png') })
  await popup.keyboard.type('Which client?')
  await popup.keyboard.press('Enter')
  await expect(bar).toBeHidden()
  await expect
    .poll(() => statuses(servers, ids), { timeout: SENT_MS })
    .toEqual({ rejected: 22, submitted: 8 })
  await expect(rows).toHaveCount(8)
})

/** Whether all of it is in sight: at each of its corners it is what is found there. */
async function isInFull(element: Locator): Promise<boolean> {
  return await element.evaluate((found) => {
    const { left, right, top, bottom } = found.getBoundingClientRect()
    return [
      [left + 2, top + 2],
      [right - 2, bottom - 2],
    ].every(([x = 0, y = 0]) => found.contains(document.elementFromPoint(x, y)))
  })
}
