import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { close, listen } from '../../src/server/listen.ts'
import { EMPLOYEE, signToken, startTestApi, type TestApi } from './support/api.ts'

const NOTHING = 'nothing'
let server: Server
let issuer: string
let metadata: unknown
let keys: object[]
let fetches: string[]
let api: TestApi

beforeEach(async () => {
  fetches = []
  keys = []
  server = createServer((request, response) => {
    fetches.push(request.url ?? '')
    const answer = request.url === '/jwks' ? { keys } : metadata
    if (answer === NOTHING) response.writeHead(500).end()
    else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
  })
  issuer = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`
  metadata = { issuer, jwks_uri: `${issuer}/jwks` }
  api = await startTestApi({ issuer, keys: undefined })
})
afterEach(async () => {
  await api.close()
  if (server.listening) await close(server)
})

async function publish(kid: string | undefined) {
  const pair = await generateKeyPair('RS256')
  keys.push({ ...(await exportJWK(pair.publicKey)), alg: 'RS256', ...(kid !== undefined && { kid }) })
  return async (header: Record<string, unknown>) =>
    `Bearer ${await signToken(EMPLOYEE, { key: pair.privateKey, header, claims: { iss: issuer } })}`
}

const list = (authorization: string) => api.sendWith(authorization, 'GET', '/timesheets')

test('the issuer is first asked when the first token arrives, and its keys are kept', async () => {
  const sign = await publish('one')
  expect(fetches).toEqual([])
  for (let count = 0; count < 3; count += 1) expect((await list(await sign({ kid: 'one' }))).status).toBe(200)
  expect(fetches).toEqual(['/.well-known/openid-configuration', '/jwks'])
})

test('garbage does not make the API ask the issuer', async () => {
  await list('Bearer garbage')
  await list('Bearer a.b.c')
  expect(fetches).toEqual([])
})

test('a token without kid is tried with each key', async () => {
  await publish('one')
  const sign = await publish('two')
  expect((await list(await sign({ kid: undefined }))).status).toBe(200)
  const stranger = await signToken(EMPLOYEE, { header: { kid: undefined }, claims: { iss: issuer } })
  expect((await list(`Bearer ${stranger}`)).status).toBe(401)
})

test('many tokens of unknown keys lead to one fetch of the keys', async () => {
  const sign = await publish('one')
  for (const kid of ['a', 'b', 'c']) expect((await list(await sign({ kid }))).status).toBe(401)
  expect(fetches.filter((path) => path === '/jwks')).toHaveLength(1)
})

describe('an issuer that cannot be asked is 503, never 401, and is asked again', () => {
  test.each([
    ['metadata fails', () => (metadata = NOTHING)],
    [
      'metadata is of another issuer',
      () => (metadata = { issuer: `${issuer}/`, jwks_uri: `${issuer}/jwks` }),
    ],
    ['metadata names no keys', () => (metadata = { issuer })],
  ])('%s', async (_name, spoil) => {
    const sign = await publish('one')
    const right = metadata
    spoil()
    const answer = await list(await sign({ kid: 'one' }))
    expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([
      503,
      'unavailable',
      '5',
    ])
    expect(answer.headers.get('www-authenticate')).toBeNull()
    expect(api.errors).toHaveLength(1)
    metadata = right
    expect((await list(await sign({ kid: 'one' }))).status).toBe(200)
  })

  test('nobody listens', async () => {
    const sign = await publish('one')
    await close(server)
    expect((await list(await sign({ kid: 'one' }))).status).toBe(503)
  })
})
