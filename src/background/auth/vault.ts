import type { DBSchema, IDBPDatabase } from 'idb'
import type * as oauth from 'oauth4webapi'
import { lazily, z } from '../../contract/zod.ts'
import { fail } from '../../domain/failure.ts'
import { openStore } from '../store/opening.ts'
import { createProofKeyRing, type ProofKey } from './proof-key.ts'
import { type Sealed, seal, unseal } from './sealing.ts'

const transactionSchema = lazily(() =>
  z.object({ state: z.string(), nonce: z.string(), verifier: z.string() }),
)
/** What a sign-in must remember between opening the window and the code exchange. */
export type SignInTransaction = z.output<ReturnType<typeof transactionSchema>>

const sessionSchema = lazily(() =>
  z.object({
    issuer: z.string(),
    clientId: z.string(),
    apiUrl: z.string(),
    resource: z.string(),
    sub: z.string(),
    scopes: z.array(z.string()),
    accessToken: z.string(),
    /** Epoch milliseconds by this device's clock, counted from receipt. */
    expiresAtMs: z.number(),
    /** Null where none was given, or it was refused: from then on a silent sign-in renews. */
    refreshToken: z.nullable(z.string()),
    /**
     * Thumbprint (RFC 7638) of the key that the tokens are bound to (RFC 9449). Bearer tokens have none, nor has a
     * session stored before there were bound ones.
     */
    proofKey: z.optional(z.string()),
    /** Who it is in the issuer's words, for a silent sign-in (`login_hint`). */
    loginHint: z.optional(z.string()),
    /** Silent sign-ins begun since the last success, each counted before it is tried. */
    silentTries: z.optional(z.number()),
  }),
)
/** Tokens and whom they are for. Never leaves the background worker. */
export type TokenSession = z.output<ReturnType<typeof sessionSchema>>

const SCHEMAS = {
  transaction: transactionSchema,
  silentTransaction: transactionSchema,
  session: sessionSchema,
}

interface Secrets {
  transaction: SignInTransaction
  silentTransaction: SignInTransaction
  session: TokenSession
}

/** Under the encryption key's name that key, under `PROOF_KEY_NAME` the pair that the stored session names. */
interface VaultSchema extends DBSchema {
  keys: { key: string; value: CryptoKey | CryptoKeyPair }
  secrets: { key: string; value: Sealed }
}

export interface Vault {
  read<Name extends keyof Secrets>(name: Name): Promise<Secrets[Name] | null>
  write<Name extends keyof Secrets>(name: Name, secret: Secrets[Name]): Promise<void>
  /** Writes over a stored secret, or removes it; false, and nothing done, when it is another by now, or none. */
  replace<Name extends keyof Secrets>(
    name: Name,
    isStill: (stored: Secrets[Name]) => boolean,
    secret: Secrets[Name] | null,
  ): Promise<boolean>
  remove(name: keyof Secrets): Promise<void>
  /** A new proof key, in memory alone until a session that names it is written. */
  newProofKey(): Promise<ProofKey>
  /** What signs proofs for the session's tokens, undefined for bearer tokens. Throws `session-expired` when it is lost. */
  proofOf(session: TokenSession): Promise<oauth.DPoPHandle | undefined>
  /** Removes every secret, the key they were encrypted under and the proof key. */
  wipe(): Promise<void>
}

const KEY_NAME = 'aes-gcm'
const PROOF_KEY_NAME = 'dpop'

/**
 * Keeps secrets at rest encrypted (AES-256-GCM) under a key that no script can export.
 *
 * @param aheadSeconds how far the clock of the server at an address is ahead, for the time that proofs are signed with
 */
export function createVault(databaseName = 'timejot-vault', aheadSeconds = (_url: string) => 0): Vault {
  let opening: Promise<IDBPDatabase<VaultSchema>> | null = null
  const lose = () => {
    opening = null
  }
  // Opened when first needed, and again after a failure.
  const open = () => {
    opening ??= openVaultDatabase(databaseName, lose).catch((error) => {
      lose()
      throw error
    })
    return opening
  }

  const proofKeys = createProofKeyRing(async () => {
    const pair = await (await open()).get('keys', PROOF_KEY_NAME)
    return pair === undefined || pair instanceof CryptoKey ? null : pair
  }, aheadSeconds)
  const isUsable = async (secret: TokenSession | SignInTransaction) => {
    const thumbprint = 'proofKey' in secret ? secret.proofKey : undefined
    return thumbprint === undefined || (await proofKeys.find(thumbprint)) !== null
  }
  /** In one transaction with the session that names it, and gone with that. */
  const keepProofKey = async (keys: KeyStore, session: TokenSession | null) => {
    if (session?.proofKey === undefined) return await keys.delete(PROOF_KEY_NAME)
    const held = proofKeys.held(session.proofKey)
    if (held) await keys.put(held.pair, PROOF_KEY_NAME)
  }

  return {
    async read<Name extends keyof Secrets>(name: Name) {
      const database = await open()
      const { key, sealed } = await readSealedWithKey(database, name)
      const secret = key && sealed ? await readSealed(key, name, sealed) : null
      return secret && (await isUsable(secret)) ? secret : null
    },
    async write(name, secret) {
      const database = await open()
      const sealed = await seal(await vaultKey(database), name, secret)
      const transaction = database.transaction(['keys', 'secrets'], 'readwrite')
      await transaction.objectStore('secrets').put(sealed, name)
      if (name === 'session') await keepProofKey(transaction.objectStore('keys'), secret as TokenSession)
      await transaction.done
    },
    async replace(name, isStill, secret) {
      const database = await open()
      const { key, sealed } = await readSealedWithKey(database, name)
      const stored = key && sealed ? await readSealed(key, name, sealed) : null
      if (!key || !sealed || !stored || !isStill(stored)) return false
      const next = secret && (await seal(key, name, secret))
      const transaction = database.transaction(['keys', 'secrets'], 'readwrite')
      const secrets = transaction.objectStore('secrets')
      // A fresh IV for each write makes it the name of that write.
      const isSame = (await secrets.get(name))?.iv.join() === sealed.iv.join()
      if (isSame && next) await secrets.put(next, name)
      else if (isSame) await secrets.delete(name)
      if (isSame && name === 'session')
        await keepProofKey(transaction.objectStore('keys'), secret as TokenSession | null)
      await transaction.done
      return isSame
    },
    async remove(name) {
      await (await open()).delete('secrets', name)
    },
    newProofKey: () => proofKeys.make(),
    async proofOf({ proofKey }) {
      if (proofKey === undefined) return undefined
      const found = await proofKeys.find(proofKey)
      return found?.handle ?? fail('session-expired', { detail: 'the key of this session is lost' })
    },
    async wipe() {
      const transaction = (await open()).transaction(['keys', 'secrets'], 'readwrite')
      await Promise.all([
        transaction.objectStore('secrets').clear(),
        transaction.objectStore('keys').clear(),
        transaction.done,
      ])
      proofKeys.forget()
    },
  }
}

interface KeyStore {
  put(value: CryptoKeyPair, key: string): Promise<string>
  delete(key: string): Promise<void>
}

async function openVaultDatabase(name: string, onLost: () => void): Promise<IDBPDatabase<VaultSchema>> {
  return await openStore<VaultSchema>(
    name,
    1,
    (database) => {
      database.createObjectStore('keys')
      database.createObjectStore('secrets')
    },
    onLost,
  )
}

/** In one transaction: each call of the API begins with it. */
async function readSealedWithKey(database: IDBPDatabase<VaultSchema>, name: keyof Secrets) {
  const transaction = database.transaction(['keys', 'secrets'])
  const [key, sealed] = await Promise.all([
    transaction.objectStore('keys').get(KEY_NAME),
    transaction.objectStore('secrets').get(name),
    transaction.done,
  ])
  return { key: key instanceof CryptoKey ? key : null, sealed }
}

async function vaultKeyIn(database: IDBPDatabase<VaultSchema>): Promise<CryptoKey | null> {
  const stored = await database.get('keys', KEY_NAME)
  return stored instanceof CryptoKey ? stored : null
}

/** The stored key, or a new one; when two contexts make one at once, the first stored wins. */
async function vaultKey(database: IDBPDatabase<VaultSchema>): Promise<CryptoKey> {
  const stored = await vaultKeyIn(database)
  if (stored) return stored
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  const transaction = database.transaction('keys', 'readwrite')
  const first = await transaction.store.get(KEY_NAME)
  if (!first) await transaction.store.put(fresh, KEY_NAME)
  await transaction.done
  return first instanceof CryptoKey ? first : fresh
}

/** What cannot be read (a key lost with half a profile, an older shape) is no secret: the user signs in again. */
async function readSealed<Name extends keyof Secrets>(
  key: CryptoKey,
  name: Name,
  sealed: Sealed,
): Promise<Secrets[Name] | null> {
  const parsed = SCHEMAS[name]().safeParse(await unseal(key, name, sealed))
  return parsed.success ? (parsed.data as Secrets[Name]) : null
}
