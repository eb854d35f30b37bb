import { execFile } from 'node:child_process'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { isRoot } from '../../src/demo/browser.ts'
import { expect, test } from '../support/browser-test.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { EMPLOYEE, type TestServers } from '../support/servers.ts'

const run = promisify(execFile)

const DISK = '192m'
const CHUNK_BYTES = 64 * 1024
/** Long, so that few entries fill what is left. */
const NOTE_LENGTH = 1_500

const line = (popup: Page) => popup.getByLabel('Log time', { exact: true })
const row = (popup: Page, note: string) => popup.getByRole('listitem').filter({ hasText: note })

test('on a full disk the popup says so and keeps the text, and saves it once there is room', async ({
  servers,
}) => {
  test.skip(
    process.platform !== 'linux' || !isRoot(),
    'Only root on Linux can mount a disk as small as this.',
  )
  test.setTimeout(180_000)
  const disk = test.info().outputPath('disk')
  await mkdir(disk, { recursive: true })
  await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'timejot-test', disk])
  try {
    await fillAndHeal(disk, servers)
  } finally {
    await run('umount', ['--lazy', disk])
  }
})

async function fillAndHeal(disk: string, servers: TestServers): Promise<void> {
  const extension = await ExtensionBrowser.launch({ profile: join(disk, 'profile') })
  try {
    const popup = await extension.signIn(EMPLOYEE)
    await log(popup, 'before')
    await expect(popup.getByText('All sent')).toBeVisible()

    await fill(disk)
    const saved = await logUntilRefused(popup, disk)
    await expect(popup.getByRole('alert')).toHaveText(
      /may be full\. What you typed is still here\. Make room/,
    )
    await expect(line(popup)).toHaveValue(lineOf(saved))
    await expect(row(popup, 'before')).toBeVisible()

    await rm(join(disk, 'ballast'))
    await line(popup).press('Enter')
    await expect(line(popup)).toHaveValue('')
    await expect(popup.getByRole('alert')).toBeHidden()
    const all = ['before', ...Array.from({ length: saved + 1 }, (_, index) => nameOf(index))].sort()
    await expect.poll(() => namesOf(servers), { timeout: 60_000 }).toEqual(all)
    await popup.reload()
    await expect(popup.getByText('All sent')).toBeVisible()
    for (const name of all) await expect(row(popup, name)).toHaveCount(1)
  } finally {
    await extension.close()
  }
}

/** What the databases have reserved of the disk already takes a few more; answers how many. */
async function logUntilRefused(popup: Page, disk: string): Promise<number> {
  for (let index = 0; ; index += 1) {
    await fill(disk)
    await line(popup).fill(lineOf(index))
    await line(popup).press('Enter')
    const outcome = row(popup, nameOf(index)).or(popup.getByRole('alert'))
    await expect(outcome.first()).toBeVisible()
    if (await popup.getByRole('alert').isVisible()) return index
  }
}

const nameOf = (index: number) => `full-${index}`
const lineOf = (index: number) => `1m @acme ${nameOf(index)} ${'x'.repeat(NOTE_LENGTH)}`

/** The first word of each of today's notes. */
async function namesOf(servers: TestServers): Promise<readonly string[]> {
  const today = Temporal.Now.plainDateISO().toString()
  const entries = await servers.entriesOf(EMPLOYEE.sub)
  return entries
    .filter(({ date }) => date === today)
    .map(({ note }) => note.split(' ')[0] ?? '')
    .sort()
}

async function log(popup: Page, note: string): Promise<void> {
  await line(popup).fill(`1m @acme ${note}`)
  await line(popup).press('Enter')
  await expect(row(popup, note)).toBeVisible()
}

/** Until not a byte more fits. */
async function fill(disk: string): Promise<void> {
  const ballast = await open(join(disk, 'ballast'), 'a')
  try {
    for (let size = CHUNK_BYTES; size >= 1; ) {
      const { bavail } = await statfs(disk)
      if (bavail === 0) break
      await ballast.appendFile(Buffer.alloc(size)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC') throw error
        size = Math.floor(size / 4)
      })
    }
  } finally {
    await ballast.close()
  }
}
