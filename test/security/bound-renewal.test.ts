import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { readUserInfo } from '../../src/background/auth/userinfo.ts'
import { loopbackProtocol } from '../support/protocol.ts'
import { CLIENT, type Entrance, openEntrance } from './entrance.ts'
import { runHostileIssuer, runProtectedResource } from './running-servers.ts'

const hostile = await runHostileIssuer({ proofs: true, pushing: true, revocation: true })
const resource = await runProtectedResource(hostile)
let entrance: Entrance

beforeEach(() => {
  entrance = openEntrance(hostile, { apiUrl: resource.url, askSilently: hostile.authorize })
})

it('a silent sign-in pushes its request, and binds the new tokens to a key of its own', async () => {
  const { accessToken } = await entrance.enter()
  const before = await entrance.vault.read('session')
  let isFirst = true
  hostile.faults = {
    answer: (path) => {
      if (path !== '/token' || !isFirst) return undefined
      isFirst = false
      return Response.json({ error: 'invalid_grant' }, { status: 400 })
    },
  }
  const { session, client } = entrance.openClient()
  const renewed = await session.renew(accessToken)
  expect(renewed.proofKey).not.toBe(before?.proofKey)
  expect(hostile.bindings.get(renewed.accessToken)).toBe(renewed.proofKey)
  const pushes = hostile.requests.filter(({ path }) => path === '/par')
  expect(pushes.map(({ body }) => body.get('prompt'))).toEqual([null, 'none'])
  await client.listProjects()
  // A worker that starts now finds the key too.
  await entrance.openClient().client.listProjects()
  expect(resource.calls.map(({ status }) => status)).toEqual([200, 200])
})

it('the question who this is carries a proof, with the nonce that is asked for', async () => {
  const userinfo = { userinfo_endpoint: `${resource.url}/userinfo` }
  hostile.faults = { metadata: (right) => ({ ...right, ...userinfo }) }
  await entrance.enter()
  const { session, vault } = entrance.openClient()
  const signedIn = await session.fresh()
  const headers = { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': 'fresh' }
  resource.answer = () =>
    resource.calls.length === 0
      ? new Response(null, { status: 401, headers })
      : Response.json({ sub: 'employee-1', name: 'Demo Employee' })
  const connection = {
    issuer: hostile.issuer,
    clientId: CLIENT,
    apiUrl: resource.url,
    audience: '',
    resource: '',
    scopes: 'openid',
  }
  const proof = await vault.proofOf(signedIn)
  const profile = await readUserInfo(signedIn, connection, proof, loopbackProtocol(fetch))
  expect(profile).toMatchObject({ name: 'Demo Employee' })
  expect(resource.calls).toMatchObject([
    { scheme: 'DPoP', proof: { htu: `${resource.url}/userinfo` } },
    { scheme: 'DPoP', proof: { nonce: 'fresh', ath: expect.any(String) } },
  ])
})
