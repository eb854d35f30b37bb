import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { describe, expect, it } from 'vitest'
import { createVault, type TokenSession } from './vault.ts'

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
