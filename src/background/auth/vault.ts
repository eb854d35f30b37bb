import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { z } from '../../contract/zod.ts'
import { fail } from '../../domain/failure.ts'

const transactionSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() })
/** What a sign-in must remember between opening the window and the code exchange. */
export type SignInTransaction = z.output<typeof transactionSchema>

const sessionSchema = z.object({
  issuer: z.string(),
  clientId: z.string(),
  apiUrl: z.string(),
  resource: z.string(),
  sub: z.string(),
  scopes: z.array(z.string()),
  accessToken: z.string(),
  /** Epoch milliseconds by this device's clock, counted from receipt. */
  expiresAtMs: z.number(),
  refreshToken: z.nullable(z.string()),
})
/** Tokens and whom they are for. Never leaves the background worker. */
export type TokenSession = z.output<typeof sessionSchema>

const SCHEMAS = { transaction: transactionSchema, session: sessionSchema }

interface Secrets {
  transaction: SignInTransaction
  session: TokenSession
}

interface VaultSchema extends DBSchema {
  keys: { key: string; value: CryptoKey }
  secrets: { key: string; value: Sealed }
}

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly ciphertext: ArrayBuffer
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
  /** Removes every secret and the key they were encrypted under. */
  wipe(): Promise<void>
}

const KEY_NAME = 'aes-gcm'

/** Keeps secrets at rest encrypted (AES-256-GCM) under a key that no script can export. */
export function createVault(databaseName = 'timejot-vault'): Vault {
  let opening: Promise<IDBPDatabase<VaultSchema>> | null = null
  // Opened when first needed, and again after a failure.
  const open = () => {
    opening ??= openVaultDatabase(databaseName).catch((error) => {
      opening = null
      throw error
    })
    return opening
  }

  return {
    async read<Name extends keyof Secrets>(name: Name) {
      const database = await open()
      const [key, sealed] = await Promise.all([database.get('keys', KEY_NAME), database.get('secrets', name)])
      return key && sealed ? await unseal(key, name, sealed) : null
    },
    async write(name, secret) {
      const database = await open()
      await database.put('secrets', await encrypt(await vaultKey(database), name, secret), name)
    },
    async replace(name, isStill, secret) {
      const database = await open()
      const [key, sealed] = await Promise.all([database.get('keys', KEY_NAME), database.get('secrets', name)])
      const stored = key && sealed ? await unseal(key, name, sealed) : null
      if (!key || !sealed || !stored || !isStill(stored)) return false
      const next = secret && (await encrypt(key, name, secret))
      const transaction = database.transaction('secrets', 'readwrite')
      // A fresh IV for each write makes it the name of that write.
      const isSame = (await transaction.store.get(name))?.iv.join() === sealed.iv.join()
      if (isSame && next) await transaction.store.put(next, name)
      else if (isSame) await transaction.store.delete(name)
      await transaction.done
      return isSame
    },
    async remove(name) {
      await (await open()).delete('secrets', name)
    },
    async wipe() {
      const transaction = (await open()).transaction(['keys', 'secrets'], 'readwrite')
      await Promise.all([
        transaction.objectStore('secrets').clear(),
        transaction.objectStore('keys').clear(),
        transaction.done,
      ])
    },
  }
}

async function openVaultDatabase(name: string): Promise<IDBPDatabase<VaultSchema>> {
  return await openDB<VaultSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('keys')
      database.createObjectStore('secrets')
    },
  }).catch((cause: unknown) => fail('storage-failed', { cause }))
}

/** The stored key, or a new one; when two contexts make one at once, the first stored wins. */
async function vaultKey(database: IDBPDatabase<VaultSchema>): Promise<CryptoKey> {
  const stored = await database.get('keys', KEY_NAME)
  if (stored) return stored
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  const transaction = database.transaction('keys', 'readwrite')
  const first = await transaction.store.get(KEY_NAME)
  if (!first) await transaction.store.put(fresh, KEY_NAME)
  await transaction.done
  return first ?? fresh
}

/** The name is authenticated too, so that one secret cannot be put in another's place. */
function cipher(iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) }
}

async function encrypt(key: CryptoKey, name: string, secret: object): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(secret))
  return { iv, ciphertext: await crypto.subtle.encrypt(cipher(iv, name), key, plain) }
}

/** What cannot be read (a key lost with half a profile, an older shape) is no secret: the user signs in again. */
async function unseal<Name extends keyof Secrets>(
  key: CryptoKey,
  name: Name,
  sealed: Sealed,
): Promise<Secrets[Name] | null> {
  const text = await decrypt(key, name, sealed)
  const parsed = text === null ? null : SCHEMAS[name].safeParse(JSON.parse(text))
  return parsed?.success ? (parsed.data as Secrets[Name]) : null
}

async function decrypt(key: CryptoKey, name: string, sealed: Sealed): Promise<string | null> {
  try {
    return new TextDecoder().decode(
      await crypto.subtle.decrypt(cipher(sealed.iv, name), key, sealed.ciphertext),
    )
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null
    throw error
  }
}
