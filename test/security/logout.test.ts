import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { fail } from '../../src/domain/failure.ts'
import { REDIRECT } from './provider.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

const TEN_MINUTES_MS = 600_000

let workplace: Workplace
let opened: URL[]

beforeEach(async () => {
  workplace = await openWorkplace()
  workplace.issuer.metadata = { end_session_endpoint: 'https://issuer.example/logout?tenant=a' }
  opened = []
  await workplace.gate.signIn()
})

/** As the issuer's sign-out page: goes back to where it was told to, with the state that it was given. */
const answerLogout = (change: (answer: URL) => void = () => undefined) => {
  workplace.openWindow = async (url) => {
    opened.push(new URL(url))
    const asked = new URL(url).searchParams
    const answer = new URL(asked.get('post_logout_redirect_uri') ?? '')
    answer.searchParams.set('state', asked.get('state') ?? '')
    change(answer)
    return answer.href
  }
}

describe('signing out at the issuer (rp-init-logout)', () => {
  it('is offered once this device is wiped, for ten minutes', async () => {
    await workplace.gate.signOut()
    expect(await workplace.vault.read('session')).toBeNull()
    expect(workplace.shown()).toMatchObject({
      session: 'signed-out',
      account: null,
      logoutUntilMs: workplace.nowMs + TEN_MINUTES_MS,
    })
    workplace.nowMs += TEN_MINUTES_MS
    await workplace.publish()
    expect(workplace.shown()).toMatchObject({ logoutUntilMs: null })
    expect(await workplace.gate.signOutAtIssuer()).toEqual({ confirmed: false })
    expect(opened).toEqual([])
  })

  it('names the client, the way back and a state, and neither person nor token', async () => {
    await workplace.gate.signOut()
    answerLogout()
    expect(await workplace.gate.signOutAtIssuer()).toEqual({ confirmed: true })
    expect(`${opened[0]?.origin}${opened[0]?.pathname}`).toBe('https://issuer.example/logout')
    expect(Object.fromEntries(opened[0]?.searchParams ?? [])).toEqual({
      tenant: 'a',
      client_id: 'timejot',
      post_logout_redirect_uri: REDIRECT,
      state: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(workplace.shown()).toMatchObject({ session: 'signed-out', logoutUntilMs: null, failure: null })
  })

  it('in a window that is closed is fine, and is not offered again', async () => {
    await workplace.gate.signOut()
    workplace.openWindow = async () => fail('sign-in-cancelled')
    expect(await workplace.gate.signOutAtIssuer()).toEqual({ confirmed: false })
    expect(workplace.shown()).toMatchObject({ failure: null, logoutUntilMs: null })
  })

  it.each([
    ['another state', (answer: URL) => answer.searchParams.set('state', 'another')],
    ['no state', (answer: URL) => answer.searchParams.delete('state')],
    ['two states', (answer: URL) => answer.searchParams.append('state', 'another')],
    [
      'another path',
      (answer: URL) => {
        answer.pathname = '/elsewhere'
      },
    ],
  ])('is not confirmed by an answer with %s', async (_, change) => {
    await workplace.gate.signOut()
    answerLogout(change)
    await expect(workplace.gate.signOutAtIssuer()).rejects.toMatchObject({ code: 'sign-in-refused' })
  })

  it('is not offered where the issuer has no such endpoint', async () => {
    workplace = await openWorkplace()
    await workplace.gate.signIn()
    await workplace.gate.signOut()
    expect(workplace.shown()).toMatchObject({ session: 'signed-out', logoutUntilMs: null })
  })

  it('is not offered offline, and the sign-out here says that the server was not told', async () => {
    // A worker that has just started knows nothing of the issuer.
    workplace = await openWorkplace(workplace.storage, workplace.issuer)
    workplace.issuer.fetch = () => fail('issuer-unreachable')
    expect(await workplace.gate.signOut()).toEqual({ revoked: false })
    expect(workplace.shown()).toMatchObject({ session: 'signed-out', logoutUntilMs: null })
  })

  it('is not offered to whoever signs in next', async () => {
    await workplace.gate.signOut()
    await workplace.gate.signIn()
    expect(workplace.shown()).toMatchObject({ session: 'signed-in', logoutUntilMs: null })
    expect(await workplace.gate.signOutAtIssuer()).toEqual({ confirmed: false })
  })
})
