import type { ProtocolDeps } from '../../src/background/auth/authorization-server.ts'
import { createServerClock } from '../../src/background/auth/server-clock.ts'
import { createServerMemory } from '../../src/background/auth/server-memory.ts'
import { boundedFetch, type Fetch } from '../../src/background/bounded-fetch.ts'

/** What a worker that has just started brings to an issuer: it remembers nothing and takes its own clock to be right. */
export function protocolOver(fetch: Fetch, now = () => Date.now()): ProtocolDeps {
  const clock = createServerClock({ now, saved: {}, save: () => undefined })
  return { fetch, allowLoopback: false, memory: createServerMemory(now), clock }
}

/** The same for servers on loopback, with the bounds that the worker sets to answers of an issuer. */
export function loopbackProtocol(network: Fetch, now?: () => number): ProtocolDeps {
  const fetch = boundedFetch({ fetch: network, maxBytes: 1024 * 1024, unreachable: 'issuer-unreachable' })
  return { ...protocolOver(fetch, now), allowLoopback: true }
}
