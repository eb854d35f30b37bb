import type { Page } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { DEMO_ACCOUNTS, type DemoAccount } from '../../src/server/identity/accounts.ts'
import { entries, reviews } from '../../src/server/store/schema.ts'
import { expect, test } from '../support/browser-test.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { fillInbox, openInbox } from '../support/inbox.ts'
import { MANAGER, type TestServers } from '../support/servers.ts'

/** The demo has one manager. The provider runs in this process, and knows whoever is among the accounts. */
const DIRECTOR: DemoAccount = {
  ...MANAGER,
  username: 'director@exampleco.com',
  sub: 'director@exampleco.com',
  name: 'Demo Director',
}
const accounts = DEMO_ACCOUNTS as unknown as DemoAccount[]
test.beforeAll(() => void accounts.push(DIRECTOR))
test.afterAll(() => void accounts.pop())

const DECIDED_MS = 30_000

const rowOf = (popup: Page, note: string) => popup.getByRole('row', { level: 2 }).filter({ hasText: note })

async function decisionsOn(id: string, { database }: TestServers) {
  const found = await database.queries.select().from(reviews).where(eq(reviews.entryId, id))
  return found.map(({ by, decision }) => ({ by, decision }))
}

test('of two managers who decide on one entry at once one is first, and both see what stands', async ({
  extension,
  servers,
}) => {
  test.setTimeout(180_000)
  const [id = ''] = await fillInbox(servers.database, { people: 1, entriesEach: 2, flagged: 0 })
  const manager = await extension.signIn(MANAGER)
  const elsewhere = await ExtensionBrowser.launch()
  const director = await elsewhere.signIn(DIRECTOR)
  await openInbox(manager)
  await openInbox(director)

  await rowOf(director, 'item 0').getByRole('button', { name: 'Reject', exact: true }).click()
  await director.getByRole('textbox', { name: 'Reason' }).fill('Not ours')
  // Both in the same moment, and neither is sent before it can no longer be taken back.
  await Promise.all([
    rowOf(manager, 'item 0').getByRole('button', { name: 'Approve', exact: true }).click(),
    director.keyboard.press('Enter'),
  ])
  await expect(rowOf(manager, 'item 0')).toBeHidden()
  await expect(rowOf(director, 'item 0')).toBeHidden()

  await expect.poll(() => decisionsOn(id, servers), { timeout: DECIDED_MS }).toHaveLength(1)
  const [{ by } = { by: '' }] = await decisionsOn(id, servers)
  const [winner, loser, other] =
    by === MANAGER.sub ? [manager, director, MANAGER] : [director, manager, DIRECTOR]
  const told = rowOf(loser, 'item 0')
  await expect(told).toContainText('Somebody else was first', { timeout: DECIDED_MS })
  await expect(told).toContainText(other.sub)
  await expect(winner.getByText('All sent')).toBeVisible({ timeout: DECIDED_MS })
  await expect(rowOf(winner, 'item 0')).toBeHidden()
  await told.getByRole('button', { name: 'OK', exact: true }).click()
  await expect(told).toBeHidden()
  await expect(rowOf(loser, 'item 1')).toBeVisible()

  expect(await decisionsOn(id, servers)).toHaveLength(1)
  const [entry] = await servers.database.queries.select().from(entries).where(eq(entries.id, id))
  expect(entry).toMatchObject({
    reviewBy: by,
    version: 2,
    status: by === MANAGER.sub ? 'approved' : 'rejected',
  })
  await elsewhere.close()
})
