export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly ciphertext: ArrayBuffer
}

/** Encrypts a secret with AES-GCM, under a fresh IV. */
export async function seal(key: CryptoKey, name: string, secret: object): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(secret))
  return { iv, ciphertext: await crypto.subtle.encrypt(cipher(iv, name), key, plain) }
}

/** The secret, not yet checked for its shape; null where the key or the name is another. */
export async function unseal(key: CryptoKey, name: string, sealed: Sealed): Promise<unknown> {
  try {
    const plain = await crypto.subtle.decrypt(cipher(sealed.iv, name), key, sealed.ciphertext)
    return JSON.parse(new TextDecoder().decode(plain))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null
    throw error
  }
}

/** The name is authenticated too, so that one secret cannot be put in another's place. */
function cipher(iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) }
}
