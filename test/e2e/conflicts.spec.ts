import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser-test.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { EMPLOYEE, MANAGER, type TestServers } from '../support/servers.ts'
import { submitWeek } from '../support/week.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** Of a list of entries or of the inbox. */
const entryRow = (popup: Page, note: string) =>
  popup.getByRole('listitem').or(popup.locator('[role=row]')).filter({ hasText: note }).last()

async function editNote(popup: Page, before: string, after: string): Promise<void> {
  const row = entryRow(popup, before)
  await row.hover()
  await row.getByRole('button', { name: 'Edit', exact: true }).click()
  await popup.getByRole('textbox', { name: 'Note' }).fill(after)
  await popup.keyboard.press('Enter')
  await expect(entryRow(popup, after)).toBeVisible()
}

async function stored(servers: TestServers, note: string) {
  return (await servers.entriesOf(EMPLOYEE.sub)).filter((entry) => entry.note === note)
}

/** A browser that edits with no network and is closed before there is one again. */
async function editOffline(laptop: ExtensionBrowser, servers: TestServers, before: string, after: string) {
  servers.network.cut()
  await editNote(await laptop.openPopup(), before, after)
  await laptop.close()
  servers.network.heal()
}

test('an entry edited on two devices waits for a choice, and both agree on it', async ({
  extension: desktop,
  servers,
}) => {
  test.setTimeout(240_000)
  const profile = test.info().outputPath('laptop')
  const first = await ExtensionBrowser.launch({ profile })
  await first.signIn(EMPLOYEE)
  const popup = await first.openPopup()
  await popup.getByLabel('Log time', { exact: true }).fill('2h @acme planning')
  await popup.keyboard.press('Enter')
  await expect.poll(() => stored(servers, 'planning')).toHaveLength(1)
  await popup.close()
  await desktop.signIn(EMPLOYEE)
  const other = await desktop.openPopup()
  await expect(entryRow(other, 'planning')).toBeVisible()

  await test.step('the laptop edits offline, the desktop meanwhile', async () => {
    await editOffline(first, servers, 'planning', 'planning on the train')
    await editNote(other, 'planning', 'planning at the desk')
    await expect.poll(() => stored(servers, 'planning at the desk')).toMatchObject([{ version: 2 }])
  })

  await test.step('back online, the laptop shows both and keeps its own', async () => {
    const laptop = await ExtensionBrowser.launch({ profile })
    const back = await laptop.openPopup()
    await expect(back.getByText(/changed elsewhere too/)).toBeVisible({ timeout: 45_000 })
    expect(await stored(servers, 'planning at the desk')).toHaveLength(1)
    await button(back, 'Compare').click()
    const note = back.getByRole('row', { name: /Note/ }).getByRole('cell')
    await expect(note).toHaveText(['planning on the train', 'planning at the desk'])
    await button(back, 'Keep mine').click()
    await expect.poll(() => stored(servers, 'planning on the train')).toMatchObject([{ version: 3 }])
    await expect(back.getByText('All sent')).toBeVisible({ timeout: 20_000 })
    await other.reload()
    await expect(entryRow(other, 'planning on the train')).toBeVisible()
    await editOffline(laptop, servers, 'planning on the train', 'planning, too late')
    await submitWeek(other)
    await expect
      .poll(() => stored(servers, 'planning on the train'), { timeout: 15_000 })
      .toMatchObject([{ status: 'submitted', version: 4 }])
  })

  await test.step('approved meanwhile, the entry says by whom; theirs is taken, mine can be had back', async () => {
    const office = await ExtensionBrowser.launch()
    const inbox = await office.signIn(MANAGER)
    await button(inbox, 'Approvals').click()
    await entryRow(inbox, 'planning on the train').getByRole('button', { name: 'Approve' }).click()
    await expect
      .poll(() => stored(servers, 'planning on the train'), { timeout: 15_000 })
      .toMatchObject([{ status: 'approved' }])
    await office.close()

    const laptop = await ExtensionBrowser.launch({ profile })
    const back = await laptop.openPopup()
    await expect(entryRow(back, 'planning, too late')).toContainText(
      new RegExp(`${MANAGER.sub}.* approved this entry on`),
      { timeout: 45_000 },
    )
    await button(back, 'Compare').click()
    await expect(button(back, 'Keep mine')).toHaveCount(0)
    await button(back, 'Take theirs').click()
    await expect(entryRow(back, 'planning on the train').getByRole('img', { name: 'Approved' })).toBeVisible()
    await button(back, 'Undo').click()
    await expect(entryRow(back, 'planning, too late')).toContainText('approved this entry on')
    await button(back, 'Log mine as a new entry').click()
    await expect
      .poll(() => stored(servers, 'planning, too late'))
      .toMatchObject([{ status: 'draft', version: 1 }])
    expect(await stored(servers, 'planning on the train')).toMatchObject([{ status: 'approved' }])
    await laptop.close()
  })
})
