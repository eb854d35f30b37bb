import { expect, test } from '../support/browser-test.ts'
import { seededRandom } from '../support/seed.ts'
import { EMPLOYEE, type TestServers } from '../support/servers.ts'

/** `TIMEJOT_KILLS` for another number. */
const KILLS = Number(process.env.TIMEJOT_KILLS ?? 50)
/** From the key press to well after the entry is stored, sent and painted. */
const LATEST_KILL_MS = 200
/** What a keystroke may take from the page to the browser process, which stores it. */
const ON_ITS_WAY_MS = 100

test('however soon after Enter the browser is killed, each entry arrives once', async ({
  extension,
  servers,
}) => {
  test.setTimeout(60_000 + KILLS * 20_000)
  const random = seededRandom()
  let popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  for (let index = 0; index < KILLS; index += 1) {
    const line = popup.getByLabel('Log time', { exact: true })
    const processId = await extension.processId()
    await line.fill(`1m @acme ${noteOf(index)}`)
    await popup.waitForTimeout(ON_ITS_WAY_MS)
    await line.press('Enter')
    await popup.waitForTimeout(random.below(LATEST_KILL_MS))
    await extension.kill(processId)
    popup = await extension.openPopup()
    const again = popup.getByLabel('Log time', { exact: true })
    const row = popup.getByRole('listitem').filter({ hasText: noteOf(index) })
    // Stored, or still in the line: never neither, never both.
    await expect
      .poll(async () => (await row.count()) + ((await again.inputValue()).includes(noteOf(index)) ? 1 : 0))
      .toBe(1)
    if ((await row.count()) === 0) await again.press('Enter')
    await expect(row).toHaveCount(1)
  }
  await expect(popup.getByText('All sent')).toBeVisible()
  await expect.poll(() => arrived(servers), { timeout: 15_000 }).toEqual([...Array(KILLS).keys()].map(noteOf))
})

function noteOf(index: number): string {
  return `kill-${String(index).padStart(3, '0')}`
}

async function arrived(servers: TestServers): Promise<readonly string[]> {
  const entries = await servers.entriesOf('employee@exampleco.com')
  return entries
    .map(({ note }) => note)
    .filter((note) => note.startsWith('kill-'))
    .sort()
}
