import type { Page } from '@playwright/test'
import { uuidV7 } from '../../src/domain/uuid.ts'
import { expect, test } from '../support/browser-test.ts'
import { seededRandom } from '../support/seed.ts'
import { EMPLOYEE, type TestServers } from '../support/servers.ts'

const ENTRIES = 200
const LATEST_STOP_MS = 600
/** Fewer would prove little. */
const FEWEST_STOPS = 5

test('200 entries arrive once each, however often the worker is stopped while it sends them', async ({
  extension,
  servers,
}) => {
  test.setTimeout(240_000)
  const random = seededRandom()
  const popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  servers.network.cut()
  await captureAll(popup)
  await expect(popup.getByText(/^200 waiting, offline since/)).toBeVisible()
  expect(await arrived(servers)).toEqual([])
  servers.network.heal()

  let stops = 0
  while ((await arrived(servers)).length < ENTRIES) {
    await popup.evaluate(wakeWorker)
    await popup.waitForTimeout(random.below(LATEST_STOP_MS))
    await extension.stopWorker()
    stops += 1
  }
  console.log(`The worker was stopped ${stops} times.`)
  expect(stops).toBeGreaterThan(FEWEST_STOPS)

  await popup.reload()
  await expect(popup.getByText('All sent')).toBeVisible({ timeout: 30_000 })
  expect(await arrived(servers)).toEqual([...Array(ENTRIES).keys()].map(noteOf))
  await popup.getByRole('button', { name: `Show all ${ENTRIES}` }).click()
  await expect(popup.getByRole('listitem').filter({ hasText: 'stopped-' })).toHaveCount(ENTRIES)
})

/** Runs in the popup: nobody waits for the answer, which a stopped worker does not give. */
function wakeWorker(): void {
  void chrome.runtime.sendMessage({ command: 'synchronise', input: {} }).catch(() => undefined)
}

/** By the popup's own command, as Enter sends it, for all entries at once. */
async function captureAll(popup: Page): Promise<void> {
  const date = Temporal.Now.plainDateISO().toString()
  const inputs = [...Array(ENTRIES).keys()].map((index) => ({
    id: uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
    content: {
      date,
      start: null,
      minutes: 1,
      project: null,
      projectId: null,
      task: null,
      tags: [],
      note: noteOf(index),
      billable: true,
    },
  }))
  const replies = await popup.evaluate(
    (all) => Promise.all(all.map((input) => chrome.runtime.sendMessage({ command: 'capture-entry', input }))),
    inputs,
  )
  expect(replies).toEqual(inputs.map(() => ({ ok: true })))
}

function noteOf(index: number): string {
  return `stopped-${String(index).padStart(3, '0')}`
}

async function arrived(servers: TestServers): Promise<readonly string[]> {
  const entries = await servers.entriesOf(EMPLOYEE.sub)
  return entries
    .map(({ note }) => note)
    .filter((note) => note.startsWith('stopped-'))
    .sort()
}
