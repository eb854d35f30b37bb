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

const line = (popup: Page) => popup.getByRole('textbox', { name: 'Log time' })
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
    const failure = popup.getByRole('alert')
    let saved = 0
    // What the database has reserved of the disk already takes a few more.
    for (; !(await failure.isVisible()); saved += 1) {
      await fill(disk)
      await line(popup).fill(`1m @acme full-${saved} ${'x'.repeat(1500)}`)
      await line(popup).press('Enter')
      await popup.waitForTimeout(500)
    }
    console.log(`Failed at entry ${saved}: ${await failure.innerText()}`)
    await expect(line(popup)).not.toHaveValue('')
    await popup.screenshot({ path: test.info().outputPath('full.png') })

    await rm(join(disk, 'ballast'))
    await line(popup).press('Enter')
    await expect(line(popup)).toHaveValue('')
  } finally {
    await extension.close()
  }
  void servers
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
