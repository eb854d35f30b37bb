import { request } from 'node:http'
import { createLocalJWKSet } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiServer, startApi } from '../../src/server/api/server.ts'
import { type Database, openDatabase } from '../../src/server/store/database.ts'
import { API_AUDIENCE, ISSUER, NOW, publicJwk } from './support/api.ts'
import { bound, proofOf } from './support/bound-calls.ts'

let database: Database
let server: ApiServer
let behindProxy: ApiServer
beforeAll(async () => {
  database = await openDatabase({})
  const options = {
    port: 0,
    database,
    issuer: ISSUER,
    audience: API_AUDIENCE,
    keys: createLocalJWKSet({ keys: [publicJwk] }),
    allowedOrigins: [],
    now: () => NOW,
  }
  server = await startApi(options)
  behindProxy = await startApi({ ...options, publicUrl: 'https://timesheets.exampleco.com/api/' })
})
afterAll(async () => {
  await server.close()
  await behindProxy.close()
  await database.close()
})

/** The status of GET /timesheets with these headers, which `fetch` would not let through. */
function get(url: string, headers: Record<string, string | string[]>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${url}/timesheets`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

test('a proof names the address that the server listens at', async () => {
  const token = await bound()
  const DPoP = await proofOf(token, { url: `${server.url}/timesheets` })
  expect(await get(server.url, { Authorization: `DPoP ${token}`, DPoP })).toBe(200)
})

test('behind a proxy it names the public address, and the one behind it is refused', async () => {
  const token = await bound()
  const call = async (url: string) =>
    get(behindProxy.url, { Authorization: `DPoP ${token}`, DPoP: await proofOf(token, { url }) })
  expect(await call('https://timesheets.exampleco.com/api/timesheets')).toBe(200)
  expect(await call(`${behindProxy.url}/timesheets`)).toBe(401)
})

test('a proof that was made for another host is refused, whatever the Host header says', async () => {
  const token = await bound()
  const DPoP = await proofOf(token, { url: 'http://attacker.example/timesheets' })
  const headers = { Authorization: `DPoP ${token}`, DPoP, Host: 'attacker.example' }
  expect(await get(server.url, headers)).toBe(401)
})

test('two right proofs in two headers are refused', async () => {
  const token = await bound()
  const url = `${server.url}/timesheets`
  const DPoP = [await proofOf(token, { url }), await proofOf(token, { url })]
  expect(await get(server.url, { Authorization: `DPoP ${token}`, DPoP })).toBe(401)
})
