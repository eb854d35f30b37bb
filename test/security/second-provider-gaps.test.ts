import { Events } from 'oauth2-mock-server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type SecondProvider, startSecondProvider } from '../support/second-provider.ts'
import { closeDevice, type Device, openDevice, type Worker } from './device/device.ts'
import { connectionTo, contentOf, EMPLOYEE_SCOPES, HOUR_MS, ENTRY_ID as ID } from './device/samples.ts'

const NOBODY = 'http://127.0.0.1:9'
const CONTENT = contentOf('design review')

let second: SecondProvider
let device: Device
let worker: Worker

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
})
afterEach(async () => {
  // What a sign-in has set going would call from the next test's device.
  await worker.ask('popup', 'synchronise', {})
  closeDevice()
  vi.useRealTimers()
  await second.close()
})

const open = async (scopes?: readonly string[]) => {
  second = await startSecondProvider(scopes)
  device = openDevice(connectionTo(second.issuer, NOBODY))
  device.openWindow = second.openWindow
  worker = await device.startWorker()
}
const signIn = async () => expect(await worker.ask('popup', 'sign-in', {})).toEqual({ ok: true })
const shown = () => device.snapshot()
const grants = () =>
  device.calls
    .filter(({ url }) => url.pathname === '/token')
    .map(({ body }) => new URLSearchParams(body).get('grant_type'))

describe('what that provider lacks', () => {
  it('is what its metadata leaves out', async () => {
    await open()
    const answer = await fetch(new URL('/.well-known/openid-configuration', second.issuer))
    const metadata = (await answer.json()) as Record<string, unknown>
    for (const name of [
      'dpop_signing_alg_values_supported',
      'pushed_authorization_request_endpoint',
      'authorization_response_iss_parameter_supported',
      'scopes_supported',
      'claims_supported',
    ])
      expect(metadata, name).not.toHaveProperty(name)
    expect(metadata.grant_types_supported).not.toContain('refresh_token')
  })

  it('no name and no address: the subject serves', async () => {
    await open(EMPLOYEE_SCOPES)
    await signIn()
    expect(shown()).toMatchObject({ account: { name: 'johndoe', email: null } })
  })

  it('no DPoP: a bearer token is asked for and used, and no proof is sent', async () => {
    await open(EMPLOYEE_SCOPES)
    await signIn()
    await worker.ask('popup', 'synchronise', {})
    expect(device.calls.filter(({ headers }) => headers.has('dpop'))).toEqual([])
    const call = device.calls.find(({ url }) => url.href === `${NOBODY}/projects`)
    expect(call?.headers.get('authorization')).toMatch(/^Bearer /)
  })

  it('no pushed requests: the parameters stand in the address of the window', async () => {
    await open(EMPLOYEE_SCOPES)
    await signIn()
    const { searchParams } = new URL(device.windows[0] ?? '')
    expect(searchParams.has('request_uri')).toBe(false)
    expect(searchParams.get('code_challenge_method')).toBe('S256')
  })

  it('scopes that are not ours: signed in, nothing on offer, nothing asked of the API, and no loop', async () => {
    await open()
    await signIn()
    await worker.ask('popup', 'synchronise', {})
    expect(shown()).toMatchObject({
      session: 'signed-in',
      failure: null,
      can: { read: false, create: false, change: false, delete: false, approve: false, reject: false },
    })
    expect(device.calls.filter(({ url }) => url.origin === NOBODY)).toEqual([])
    expect(grants()).toEqual(['authorization_code'])
  })

  it('no revocation: the sign-out says that the server could not be told', async () => {
    await open(EMPLOYEE_SCOPES)
    second.service.on(
      Events.BeforeWellKnownOpenIdConfiguration,
      ({ body }: { body: Record<string, unknown> }) => {
        delete body.revocation_endpoint
        delete body.end_session_endpoint
        delete body.userinfo_endpoint
        delete body.code_challenge_methods_supported
      },
    )
    await signIn()
    expect(await worker.ask('popup', 'sign-out', {})).toMatchObject({ ok: true, value: { revoked: false } })
    expect(shown()).toMatchObject({ session: 'signed-out', account: null })
  })

  it('no refresh token: the session ends with its access token, and the person stays on screen', async () => {
    await open(EMPLOYEE_SCOPES)
    second.service.on(Events.BeforeResponse, ({ body }: { body: Record<string, unknown> }) => {
      delete body.refresh_token
    })
    await signIn()
    await worker.ask('popup', 'capture-entry', { id: ID, content: CONTENT })
    vi.setSystemTime(Date.now() + 2 * HOUR_MS)
    await worker.ask('popup', 'synchronise', {})
    await worker.ask('popup', 'synchronise', {})
    expect(shown()).toMatchObject({
      session: 'expired',
      entries: [{ note: 'design review', sync: 'waiting' }],
    })
    expect(device.windows).toHaveLength(1)
  })

  it('no rotation: the refresh token of the sign-in serves on', async () => {
    await open(EMPLOYEE_SCOPES)
    let answers = 0
    second.service.on(Events.BeforeResponse, ({ body }: { body: Record<string, unknown> }) => {
      answers += 1
      if (answers > 1) delete body.refresh_token
    })
    await signIn()
    for (const _ of [1, 2]) {
      vi.setSystemTime(Date.now() + 2 * HOUR_MS)
      await worker.ask('popup', 'synchronise', {})
    }
    const sent = device.calls
      .map(({ body }) => new URLSearchParams(body).get('refresh_token'))
      .filter((token) => token !== null)
    expect(sent).toHaveLength(2)
    expect(new Set(sent).size).toBe(1)
    expect(shown()).toMatchObject({ session: 'signed-in' })
  })

  it.each([
    ['is down', 503],
    ['has had too much', 429],
  ])('a renewal while it %s leaves the session as it was', async (_, statusCode) => {
    await open(EMPLOYEE_SCOPES)
    await signIn()
    second.service.on(Events.BeforeResponse, (answer: { body: object; statusCode: number }) => {
      Object.assign(answer, { statusCode, body: { title: 'not now' } })
    })
    vi.setSystemTime(Date.now() + 2 * HOUR_MS)
    await worker.ask('popup', 'synchronise', {})
    expect(shown()).toMatchObject({ session: 'signed-in', failure: { code: 'issuer-error' } })
  })

  it('an error of its own form, which is no answer of OAuth: a failure in words and no half session', async () => {
    await open(EMPLOYEE_SCOPES)
    device.openWindow = async (url) => {
      const redirect = await second.openWindow(url)
      const used = new URLSearchParams({
        grant_type: 'authorization_code',
        code: new URL(redirect).searchParams.get('code') ?? '',
        code_verifier: 'x'.repeat(43),
      })
      await fetch(new URL('/token', second.issuer), { method: 'POST', body: used })
      return redirect
    }
    expect(await worker.ask('popup', 'sign-in', {})).toMatchObject({
      ok: false,
      error: { code: 'issuer-error' },
    })
    expect(shown()).toMatchObject({ session: 'signed-out', failure: { code: 'issuer-error' } })
    expect(grants()).toEqual(['authorization_code'])
  })
})
