import { afterAll, beforeEach } from 'vitest'
import { CLIENT } from './entrance.ts'
import { type HostileIssuer, type Offers, startHostileIssuer } from './hostile-server/issuer.ts'
import { type ProtectedResource, startProtectedResource } from './hostile-server/resource.ts'

/** A hostile issuer for all tests of a file: it behaves again before each, and is closed after the last. */
export async function runHostileIssuer(offers: Offers = {}): Promise<HostileIssuer> {
  const hostile = await startHostileIssuer(CLIENT, offers)
  beforeEach(hostile.behave)
  afterAll(hostile.close)
  return hostile
}

/** The same with an API that takes its tokens. */
export async function runProtectedResource(hostile: HostileIssuer): Promise<ProtectedResource> {
  const resource = await startProtectedResource(hostile)
  beforeEach(resource.behave)
  afterAll(resource.close)
  return resource
}
