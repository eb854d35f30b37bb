import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser-test.ts'
import { FAULTS, type FaultyGateway, startFaultyGateway } from '../support/faulty-gateway.ts'
import { seededRandom } from '../support/seed.ts'
import { EMPLOYEE, type TestServers } from '../support/servers.ts'

const ENTRIES = 40
/** Then the popup is closed and opened again, which also asks for what is new. */
const ENTRIES_A_POPUP = 8
const LONGEST_PAUSE_MS = 500
const LOOKS = 10
const LOOK_EVERY_MS = 100

test('behind a gateway that cuts, stalls, doubles and spoils, what is typed arrives once', async ({
  extension,
  servers,
}) => {
  test.setTimeout(240_000)
  const random = seededRandom()
  const gateway = await startFaultyGateway(servers.network.targetPort, random)
  let popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  servers.network.leadTo(gateway.port)
  const crashes: string[] = []
  try {
    for (let typed = 0; typed < ENTRIES; typed += ENTRIES_A_POPUP) {
      popup.on('pageerror', ({ message }) => crashes.push(message))
      for (let index = typed; index < typed + ENTRIES_A_POPUP; index += 1) {
        await log(popup, noteOf(index))
        await popup.waitForTimeout(random.below(LONGEST_PAUSE_MS))
      }
      await popup.close()
      popup = await extension.openPopup()
      await expectTruth(popup, servers, typed + ENTRIES_A_POPUP)
    }
    await expectAllFaults(popup, gateway)
    gateway.behave()
    await popup.reload()
    await expect(popup.getByText('All sent')).toBeVisible({ timeout: 60_000 })
  } finally {
    servers.network.leadTo(servers.network.targetPort)
    await gateway.close()
  }
  expect(crashes).toEqual([])
  await popup.getByRole('button', { name: `Show all ${ENTRIES}` }).click()
  expect(await arrived(servers)).toEqual([...Array(ENTRIES).keys()].map(noteOf))
  for (let index = 0; index < ENTRIES; index += 1)
    await expect(popup.getByRole('listitem').filter({ hasText: noteOf(index) })).toHaveCount(1)
})

async function log(popup: Page, note: string): Promise<void> {
  const line = popup.getByLabel('Log time', { exact: true })
  await line.fill(`1m @acme ${note}`)
  await line.press('Enter')
  await expect(popup.getByRole('listitem').filter({ hasText: note })).toHaveCount(1)
  await expect(line).toHaveValue('')
}

/** What the sync line says is never better than what the server has; it comes when nothing can be undone any more. */
async function expectTruth(popup: Page, servers: TestServers, typed: number): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const line = await popup.locator('.sync-line').innerText({ timeout: 15_000 })
    const missing = typed - (await arrived(servers)).length
    if (line === 'All sent') expect(missing, line).toBe(0)
    const waiting = /^(\d+) waiting/.exec(line)?.[1]
    if (waiting !== undefined) expect(Number(waiting), line).toBeGreaterThanOrEqual(missing)
    expect(line).toMatch(
      /^(All sent|Synchronising…|Sending…|Sending \d+ of \d+|\d+ waiting to be sent|(\d+ waiting, o|O)ffline since .*)$/,
    )
    await popup.waitForTimeout(LOOK_EVERY_MS)
  }
}

/** Each kind was met, or nothing was proven about it. */
async function expectAllFaults(popup: Page, gateway: FaultyGateway): Promise<void> {
  const isMissing = () => FAULTS.some((fault) => gateway.happened[fault] === 0)
  for (let turn = 0; turn < 50 && isMissing(); turn += 1)
    await popup.evaluate(() => chrome.runtime.sendMessage({ command: 'synchronise', input: {} }))
  console.log(
    Object.entries(gateway.happened)
      .map(([fault, count]) => `${fault}: ${count}`)
      .join(', '),
  )
  expect(isMissing()).toBe(false)
}

function noteOf(index: number): string {
  return `spoiled-${String(index).padStart(3, '0')}`
}

async function arrived(servers: TestServers): Promise<readonly string[]> {
  const entries = await servers.entriesOf(EMPLOYEE.sub)
  return entries
    .map(({ note }) => note)
    .filter((note) => note.startsWith('spoiled-'))
    .sort()
}
