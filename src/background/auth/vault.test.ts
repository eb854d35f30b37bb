import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { describe, expect, it } from 'vitest'
import { createVault, type TokenSession, type Vault } from './vault.ts'

const SESSION: TokenSession = {
  issuer: 'https://issuer.example',
  clientId: 'timejot',
  apiUrl: 'https://api.example',
  resource: '',
  sub: 'somebody',
  scopes: ['read:timesheets'],
  accessToken: 'access-token-bytes',
  expiresAtMs: 1,
  refreshToken: 'refresh-token-bytes',
}

describe('the vault', () => {
  it('returns what was written, also to a vault opened later', async () => {
    await createVault('vault-1').write('session', SESSION)
    expect(await createVault('vault-1').read('session')).toEqual(SESSION)
  })

  it('keeps no plain bytes of a token, and a key that cannot be exported', async () => {
    await createVault('vault-2').write('session', SESSION)
    const database = await openDB('vault-2')
    const [sealed] = (await database.getAll('secrets')) as { ciphertext: ArrayBuffer }[]
    const [key] = (await database.getAll('keys')) as CryptoKey[]
    const stored = new TextDecoder('latin1').decode(sealed?.ciphertext)
    expect(stored).not.toContain('token-bytes')
    expect(stored.length).toBeGreaterThan(100)
    await expect(crypto.subtle.exportKey('raw', key as CryptoKey)).rejects.toThrow()
  })

  it('a sealed secret cannot be put in the place of another', async () => {
    const vault = createVault('vault-3')
    await vault.write('session', SESSION)
    const database = await openDB('vault-3')
    await database.put('secrets', await database.get('secrets', 'session'), 'transaction')
    expect(await vault.read('transaction')).toBeNull()
  })

  it('nothing is left after a wipe, and a late renewal does not bring it back', async () => {
    const vault = createVault('vault-4')
    await vault.write('session', SESSION)
    await vault.wipe()
    expect(await vault.read('session')).toBeNull()
    expect(await vault.replace('session', () => true, SESSION)).toBe(false)
    expect(await vault.read('session')).toBeNull()
  })

  it('a secret that is another by now is neither replaced nor removed', async () => {
    const vault = createVault('vault-6')
    await vault.write('session', SESSION)
    const isOld = ({ accessToken }: TokenSession) => accessToken === 'an-older-token'
    expect(await vault.replace('session', isOld, { ...SESSION, accessToken: 'late' })).toBe(false)
    expect(await vault.replace('session', isOld, null)).toBe(false)
    expect(await vault.read('session')).toEqual(SESSION)
    expect(await vault.replace('session', () => true, null)).toBe(true)
    expect(await vault.read('session')).toBeNull()
  })

  it('two contexts that write at once share one key', async () => {
    const [first, second] = [createVault('vault-5'), createVault('vault-5')]
    const transaction = { state: 's', nonce: 'n', verifier: 'v' }
    await Promise.all([first.write('session', SESSION), second.write('transaction', transaction)])
    expect(await first.read('session')).toEqual(SESSION)
    expect(await first.read('transaction')).toEqual(transaction)
  })
})

describe('the proof key', () => {
  const bind = async (vault: Vault) => {
    const { thumbprint } = await vault.newProofKey()
    const session = { ...SESSION, proofKey: thumbprint }
    await vault.write('session', session)
    return session
  }
  const storedPair = async (databaseName: string) => {
    const database = await openDB(databaseName)
    return (await database.get('keys', 'dpop')) as CryptoKeyPair | undefined
  }

  it('is stored with the session that names it, and signs for it in a vault opened later', async () => {
    const session = await bind(createVault('proof-1'))
    const later = createVault('proof-1')
    expect(await later.read('session')).toEqual(session)
    expect(await (await later.proofOf(session))?.calculateThumbprint()).toBe(session.proofKey)
  })

  it('cannot be exported, neither made nor stored (case 22)', async () => {
    const vault = createVault('proof-2')
    const made = await vault.newProofKey()
    await vault.write('session', { ...SESSION, proofKey: made.thumbprint })
    const stored = (await storedPair('proof-2'))?.privateKey as CryptoKey
    const wrapping = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['wrapKey'])
    for (const key of [made.pair.privateKey, stored]) {
      expect(key.algorithm).toEqual({ name: 'ECDSA', namedCurve: 'P-256' })
      expect(key.extractable).toBe(false)
      for (const format of ['jwk', 'pkcs8', 'raw'] as const)
        await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow()
      const cipher = { name: 'AES-GCM', iv: new Uint8Array(12) }
      await expect(crypto.subtle.wrapKey('jwk', key, wrapping, cipher)).rejects.toThrow()
    }
  })

  it('is not stored for a sign-in that comes to nothing', async () => {
    const vault = createVault('proof-3')
    const session = await bind(vault)
    await vault.newProofKey()
    const later = createVault('proof-3')
    expect(await later.read('session')).toEqual(session)
    expect(await later.proofOf(session)).toBeDefined()
  })

  it('makes room for the next sign-in’s, and goes with a bearer session', async () => {
    const vault = createVault('proof-4')
    const [first, second] = [await bind(vault), await bind(vault)]
    const later = createVault('proof-4')
    expect(await (await later.proofOf(second))?.calculateThumbprint()).toBe(second.proofKey)
    await expect(later.proofOf(first)).rejects.toMatchObject({ code: 'session-expired' })
    await vault.write('session', SESSION)
    expect(await storedPair('proof-4')).toBeUndefined()
  })

  it('outlives a renewal, ends with the session and is wiped at sign-out', async () => {
    const vault = createVault('proof-5')
    const session = await bind(vault)
    const renewed = { ...session, accessToken: 'renewed' }
    await createVault('proof-5').replace('session', () => true, renewed)
    expect(await createVault('proof-5').read('session')).toEqual(renewed)
    await vault.replace('session', () => true, null)
    expect(await storedPair('proof-5')).toBeUndefined()
    await bind(vault)
    await vault.wipe()
    expect(await storedPair('proof-5')).toBeUndefined()
    await expect(vault.proofOf(session)).rejects.toMatchObject({ code: 'session-expired' })
  })

  it('that is lost makes the session none', async () => {
    const session = await bind(createVault('proof-6'))
    await (await openDB('proof-6')).delete('keys', 'dpop')
    expect(await createVault('proof-6').read('session')).toBeNull()
    await expect(createVault('proof-6').proofOf(session)).rejects.toMatchObject({ code: 'session-expired' })
  })

  it('is none for a session stored before there were any: its tokens are bearer tokens', async () => {
    const vault = createVault('proof-7')
    await vault.write('session', SESSION)
    const stored = await createVault('proof-7').read('session')
    expect(stored).toEqual(SESSION)
    expect(await createVault('proof-7').proofOf(SESSION)).toBeUndefined()
  })
})
