import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { openWorkplace, type Workplace } from './workplace.ts'

let workplace: Workplace
let storage: string
let count = 0

beforeEach(async () => {
  count += 1
  storage = `interrupted-${count}`
  workplace = await openWorkplace(storage)
})

/** Signs in until that request, whose answer the worker does not live to see; returns the next worker. */
async function stopWorkerAt(path: string): Promise<Workplace> {
  const { issuer } = workplace
  const right = issuer.fetch
  await new Promise<void>((resolve) => {
    issuer.fetch = async (url, init) => {
      const answer = await right(url, init)
      if (new URL(url).pathname !== path) return answer
      resolve()
      return await new Promise(() => undefined)
    }
    void workplace.gate.signIn()
  })
  issuer.fetch = right
  return await openWorkplace(storage, issuer)
}

describe('a worker that is stopped during a sign-in (case 17)', () => {
  it('while the window is open leaves no half session, and the next click works', async () => {
    await new Promise<void>((resolve) => {
      workplace.openWindow = async () => {
        resolve()
        return await new Promise(() => undefined)
      }
      void workplace.gate.signIn()
    })
    const next = await openWorkplace(storage, workplace.issuer)
    await next.publish()
    expect(next.shown()).toMatchObject({ session: 'signed-out', account: null })
    expect(await next.vault.read('session')).toBeNull()
    await next.gate.signIn()
    expect(next.shown()).toMatchObject({ session: 'signed-in', failure: null })
  })

  it.each(['/.well-known/openid-configuration', '/token', '/jwks'])(
    'before the answer of %s leaves no half session, and the next click works',
    async (path) => {
      const next = await stopWorkerAt(path)
      await next.publish()
      expect(next.shown()).toMatchObject({ session: 'signed-out', account: null })
      expect(await next.vault.read('session')).toBeNull()
      await next.gate.signIn()
      expect(next.shown()).toMatchObject({ session: 'signed-in', failure: null })
      expect(await next.vault.read('transaction')).toBeNull()
    },
  )

  it('does not let the answer of the old window into the new sign-in', async () => {
    let old = ''
    await new Promise<void>((resolve) => {
      workplace.openWindow = async (url) => {
        old = await workplace.issuer.authorize(url)
        resolve()
        return await new Promise(() => undefined)
      }
      void workplace.gate.signIn()
    })
    const next = await openWorkplace(storage, workplace.issuer)
    next.openWindow = async () => old
    await expect(next.gate.signIn()).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(workplace.issuer.grants).toEqual([])
  })
})

describe('two sign-ins at once (case 14)', () => {
  it('are one flow: one window, one code, and both are told the same', async () => {
    let windows = 0
    workplace.openWindow = (url) => {
      windows += 1
      return workplace.issuer.authorize(url)
    }
    await Promise.all([workplace.gate.signIn(), workplace.gate.signIn(), workplace.gate.signIn()])
    expect(windows).toBe(1)
    expect(workplace.issuer.grants).toEqual(['authorization_code'])
    expect(workplace.shown()).toMatchObject({ session: 'signed-in' })
  })

  it('that fail, fail together, and the next click opens a window again', async () => {
    workplace.issuer.person = null
    const both = await Promise.allSettled([workplace.gate.signIn(), workplace.gate.signIn()])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    workplace.issuer.person = 'employee'
    await workplace.gate.signIn()
    expect(workplace.shown()).toMatchObject({ session: 'signed-in' })
  })
})

it.each(['/token', '/jwks'])('a sign-out before the answer of %s voids the sign-in', async (path) => {
  const { gate, issuer } = workplace
  const right = issuer.fetch
  issuer.fetch = async (url, init) => {
    const answer = await right(url, init)
    if (new URL(url).pathname === path) await gate.signOut()
    return answer
  }
  await expect(gate.signIn()).rejects.toMatchObject({ code: 'sign-in-refused' })
  expect(await workplace.vault.read('session')).toBeNull()
  expect(workplace.shown()).toMatchObject({ session: 'signed-out', account: null })
  const revoked = issuer.requests.filter(({ path: called }) => called === '/revoke')
  expect(revoked.map(({ body }) => body.get('token'))).toEqual([expect.stringMatching(/^family-/)])
  issuer.fetch = right
  await gate.signIn()
  expect(issuer.asked.at(-1)?.get('prompt')).toBe('login')
})

it('each new session, and each end of one, plans its renewal anew', async () => {
  await workplace.gate.signIn()
  expect(workplace.plans()).toBe(1)
  await workplace.gate.signOut()
  expect(workplace.plans()).toBe(2)
})
