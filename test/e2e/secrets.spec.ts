import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from '@playwright/test'
import { EXTENSION_CLIENT_ID } from '../../src/server/identity/accounts.ts'
import { expect, test } from '../support/browser-test.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { EMPLOYEE } from '../support/servers.ts'

/** A token is taken to last 30 seconds at least, and renewed 20 before its end. */
const UNTIL_RENEWAL_MS = 11_000
const PIECE_LENGTH = 20
const MARK = 'a note that is no secret'

interface Recorder {
  seenSecrets?: string[]
}

test.use({ accessTokenSeconds: 2 })

test('the session is renewed by itself, silently too, and no token, code or verifier is ever in the profile folder', async ({
  servers,
}) => {
  const profile = await mkdtemp(join(tmpdir(), 'timejot-secrets-'))
  const secrets = new Set<string>()
  const collect = async (worker: Worker) => {
    for (const secret of await worker.evaluate(() => (globalThis as Recorder).seenSecrets ?? []))
      secrets.add(secret)
  }
  const extension = await ExtensionBrowser.launch({ profile })
  try {
    const first = await extension.worker()
    await first.evaluate(recordSecrets)
    const popup = await extension.signIn(EMPLOYEE)
    await popup.waitForTimeout(UNTIL_RENEWAL_MS)
    const log = async (note: string) => {
      await popup.getByLabel('Log time', { exact: true }).fill(`1h @acme ${note}`)
      await popup.keyboard.press('Enter')
      await expect
        .poll(async () => (await servers.entriesOf(EMPLOYEE.sub)).filter((entry) => entry.note === note))
        .toHaveLength(1)
      await collect(first)
    }
    await log(MARK)
    // Of the sign-in a code, a verifier and three tokens; of the renewal at least two more.
    expect(secrets.size).toBeGreaterThanOrEqual(7)
    for (const token of secrets) await revoke(servers.issuer, token)
    const known = secrets.size
    await popup.waitForTimeout(UNTIL_RENEWAL_MS)
    await log('after a silent sign-in')
    // A code, a verifier and three tokens once more.
    expect(secrets.size).toBeGreaterThanOrEqual(known + 5)
    expect(await findIn(profile, [MARK])).not.toEqual([])
    expect(await findIn(profile, piecesOf(secrets))).toEqual([])

    await extension.stopWorker()
    const second = await extension.worker()
    await second.evaluate(recordSecrets)
    await popup.getByRole('button', { name: 'Settings' }).click()
    await popup.getByRole('button', { name: 'Sign out' }).click()
    await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible()
    await collect(second)
    await extension.close()
    expect(await findIn(profile, piecesOf(secrets))).toEqual([])
  } finally {
    await extension.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** Runs in the worker: keeps, in its memory alone, each secret that it sends to the token endpoint or is given there. */
function recordSecrets(): void {
  const scope = globalThis as Recorder
  const seen: string[] = []
  scope.seenSecrets = seen
  const original = fetch
  globalThis.fetch = async (url, init) => {
    const response = await original(url, init)
    if (!String(url).endsWith('/token')) return response
    const sent = new URLSearchParams(String(init?.body))
    const received = (await response.clone().json()) as Record<string, unknown>
    for (const name of ['code', 'code_verifier', 'refresh_token']) {
      const secret = sent.get(name)
      if (secret !== null) seen.push(secret)
    }
    for (const name of ['access_token', 'refresh_token', 'id_token']) {
      const secret = received[name]
      if (typeof secret === 'string') seen.push(secret)
    }
    return response
  }
}

async function revoke(issuer: string, token: string): Promise<void> {
  const body = new URLSearchParams({ token, client_id: EXTENSION_CLIENT_ID })
  await fetch(`${issuer}/token/revocation`, { method: 'POST', body })
}

/** The end of each, and its middle: storage may keep a text in pieces, and the beginnings of all JWTs are alike. */
function piecesOf(secrets: ReadonlySet<string>): readonly string[] {
  return [...secrets].flatMap((secret) => {
    const middle = Math.floor(secret.length / 2)
    return [secret.slice(-PIECE_LENGTH), secret.slice(middle, middle + PIECE_LENGTH)]
  })
}

/** Each file that holds one of the texts, as one byte or two a character. */
async function findIn(folder: string, texts: readonly string[]): Promise<readonly string[]> {
  const needles = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')])
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(goneMeanwhile)
    if (needles.some((needle) => bytes.includes(needle))) found.push(entry.name)
  }
  return found
}

/** The browser removes its temporary files while it runs. */
function goneMeanwhile(error: NodeJS.ErrnoException): Buffer {
  if (error.code === 'ENOENT') return Buffer.alloc(0)
  throw error
}
