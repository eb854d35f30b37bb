import { createServer } from 'node:net'

/** Below the range from which operating systems take the ports of outgoing connections. */
const LOWEST = 20_000
const HIGHEST = 29_999
const TRIES = 50

/** `preferred` when it is free on loopback, else some other free port. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST + 1))
    if (await isFree(port)) return port
  }
  throw new Error(`Found no free port between ${LOWEST} and ${HIGHEST} in ${TRIES} tries.`)
}

async function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const probe = createServer()
  probe.once('error', () => resolve(false))
  probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  return await promise
}
