import { expect, test } from '../support/browser-test.ts'
import { EMPLOYEE } from '../support/servers.ts'

/** Where the page keeps the keys, so that each evaluated function finds them. */
interface Holder {
  keys?: Readonly<Record<'encryption' | 'public' | 'private', CryptoKey>>
}

test('the keys of a signed-in person cannot be exported by any script (case 22)', async ({ extension }) => {
  const calling = extension.context.waitForEvent('request', (request) => {
    return request.method() === 'GET' && request.url().includes('/timesheets?')
  })
  await extension.signIn(EMPLOYEE)
  const { authorization } = await (await calling).allHeaders()
  expect(authorization).toMatch(/^DPoP /)

  const page = await extension.openSettings()
  await page.evaluate(openKeys)
  // What the test looks at is a key that serves, and its public half can be had: the refusals below are no accident.
  expect(await page.evaluate(signAndVerify)).toBe(true)
  expect(await page.evaluate(exportKeys)).toEqual({
    'public jwk': 'exported',
    'public raw': 'exported',
    'private jwk': 'InvalidAccessError',
    'private pkcs8': 'InvalidAccessError',
    'private raw': 'InvalidAccessError',
    'private wrapped': 'InvalidAccessError',
    'encryption jwk': 'InvalidAccessError',
    'encryption raw': 'InvalidAccessError',
    'encryption wrapped': 'InvalidAccessError',
  })
})

async function openKeys(): Promise<void> {
  const opening = indexedDB.open('timejot-vault')
  await new Promise((resolve) => opening.addEventListener('success', resolve, { once: true }))
  const store = opening.result.transaction('keys').objectStore('keys')
  const read = async (name: string): Promise<unknown> => {
    const reading = store.get(name)
    await new Promise((resolve) => reading.addEventListener('success', resolve, { once: true }))
    return reading.result
  }
  const [encryption, pair] = await Promise.all([read('aes-gcm'), read('dpop')])
  const { publicKey, privateKey } = pair as CryptoKeyPair
  const holder = globalThis as Holder
  holder.keys = { encryption: encryption as CryptoKey, public: publicKey, private: privateKey }
}

async function signAndVerify(): Promise<boolean> {
  const { keys } = globalThis as Holder
  if (!keys) return false
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  const words = new TextEncoder().encode('a proof')
  const signature = await crypto.subtle.sign(algorithm, keys.private, words)
  return await crypto.subtle.verify(algorithm, keys.public, signature, words)
}

/** Tries each way out that a key of this kind has, and says what came of it. */
async function exportKeys(): Promise<Readonly<Record<string, string>>> {
  const { keys } = globalThis as Holder
  if (!keys) return {}
  const wrapping = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['wrapKey'])
  const cipher = { name: 'AES-GCM', iv: new Uint8Array(12) }
  const outcomes: Record<string, string> = {}
  const attempt = async (name: string, exporting: Promise<unknown>) => {
    outcomes[name] = await exporting.then(
      () => 'exported',
      (error: DOMException) => error.name,
    )
  }
  await attempt('public jwk', crypto.subtle.exportKey('jwk', keys.public))
  await attempt('public raw', crypto.subtle.exportKey('raw', keys.public))
  for (const format of ['jwk', 'pkcs8', 'raw'] as const)
    await attempt(`private ${format}`, crypto.subtle.exportKey(format, keys.private))
  for (const format of ['jwk', 'raw'] as const)
    await attempt(`encryption ${format}`, crypto.subtle.exportKey(format, keys.encryption))
  for (const name of ['private', 'encryption'] as const)
    await attempt(`${name} wrapped`, crypto.subtle.wrapKey('jwk', keys[name], wrapping, cipher))
  return outcomes
}
