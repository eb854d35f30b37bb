import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { createServerClock } from '../../src/background/auth/server-clock.ts'
import type { Fetch } from '../../src/background/bounded-fetch.ts'
import { type Entrance, openEntrance } from './entrance.ts'
import { runHostileIssuer, runProtectedResource } from './running-servers.ts'

const MINUTE_MS = 60_000

const hostile = await runHostileIssuer({ proofs: true })
const resource = await runProtectedResource(hostile)

/** As behind a CORS policy that does not show `Date`. */
const withoutDates: Fetch = async (url, init) => withDate(await fetch(url, init), null)
const withDate = (response: Response, dateMs: number | null) => {
  const headers = new Headers(response.headers)
  if (dateMs === null) headers.delete('date')
  else headers.set('date', new Date(dateMs).toUTCString())
  return new Response(response.body, { status: response.status, headers })
}
const enterAt = (network: Fetch): Entrance => openEntrance(hostile, { apiUrl: resource.url, network })
const statuses = () => resource.calls.map(({ status }) => status)

describe.each([
  ['behind', 10],
  ['ahead', -10],
])('a device’s clock ten minutes %s (case 38)', (_, minutes) => {
  it('is learned from the issuer’s answers: sign-in, renewal and calls work at once', async () => {
    hostile.clockAheadMs = minutes * MINUTE_MS
    const entrance = enterAt(fetch)
    const { session, accessToken } = await entrance.enter()
    await session.renew(accessToken)
    await entrance.openClient().client.listProjects()
    expect(hostile.calls.filter((path) => path === '/token')).toHaveLength(2)
    expect(statuses()).toEqual([200])
  })

  it.each([
    ['shown by the servers', fetch],
    ['told by the ID token alone', withoutDates],
  ])(
    '%s, is still known to a worker that starts later: its first call costs no 401 and no renewal',
    async (_, network) => {
      hostile.clockAheadMs = minutes * MINUTE_MS
      hostile.proofNonce = 'issuers-nonce'
      const entrance = enterAt(network)
      await entrance.enter()
      hostile.calls.length = 0
      await entrance.openClient().client.listProjects()
      expect(statuses()).toEqual([200])
      expect(hostile.calls).toEqual([])
    },
  )

  it('does not matter where servers say by a nonce when a proof was made', async () => {
    hostile.clockAheadMs = minutes * MINUTE_MS
    hostile.proofNonce = 'issuers-nonce'
    resource.nonce = 'apis-nonce'
    const entrance = enterAt(withoutDates)
    await entrance.enter()
    await entrance.openClient().client.listProjects()
    expect(statuses()).toEqual([401, 200])
  })

  it('is learned from the ID token for an API that shows no time of its own', async () => {
    hostile.clockAheadMs = minutes * MINUTE_MS
    hostile.proofNonce = 'issuers-nonce'
    const entrance = enterAt(withoutDates)
    await entrance.enter()
    await entrance.openClient().client.listProjects()
    expect(statuses()).toEqual([200])
  })

  it('is named as the reason where it cannot be learned', async () => {
    hostile.clockAheadMs = minutes * MINUTE_MS
    await expect(enterAt(withoutDates).signIn()).rejects.toMatchObject({ code: 'clock-wrong' })
  })
})

it('an API whose clock is five minutes ahead does not keep the session from its renewal', async () => {
  const entrance = enterAt(async (url, init) => {
    const isApi = url.startsWith(resource.url)
    return withDate(await fetch(url, init), isApi ? Date.now() + 5 * MINUTE_MS : null)
  })
  const { accessToken } = await entrance.enter()
  await entrance.openClient().client.listProjects()
  const renewed = await entrance.openClient().session.renew(accessToken)
  expect(renewed.accessToken).not.toBe(accessToken)
})

describe('the servers’ clock', () => {
  const NOW_MS = 1_800_000_000_000
  const ISSUER = 'https://issuer.example'
  const TOKEN = `${ISSUER}/token`
  const clock = (saved: unknown = {}, save = (_aheadMs: object): void => undefined) =>
    createServerClock({ now: () => NOW_MS, saved, save })

  it.each([
    ['a travelling answer', -9_000, 0],
    ['eleven seconds', 11_000, 11],
    ['a day and a second', 24 * 60 * MINUTE_MS + 1_000, 0],
  ])('by Date: %s', (_, differenceMs, seconds) => {
    const learned = clock()
    learned.learnDate(TOKEN, NOW_MS + differenceMs)
    expect(learned.aheadSeconds(TOKEN)).toBe(seconds)
  })

  it.each([
    ['dated back by five minutes', -300, 0],
    ['seven minutes old', -420, -420],
    ['from the future', 60, 60],
    ['without sense', Number.NaN, 0],
  ])('by a new token %s', (_, differenceSeconds, seconds) => {
    const learned = clock()
    learned.learnIssueTime(TOKEN, NOW_MS / 1000 + differenceSeconds)
    expect(learned.aheadSeconds(TOKEN)).toBe(seconds)
  })

  it('is saved where it has changed noticeably', () => {
    const saved: object[] = []
    const learned = clock({ [ISSUER]: 600_000 }, (aheadMs) => saved.push(aheadMs))
    for (const seconds of [605, 611, 615, 0]) learned.learnDate(TOKEN, NOW_MS + seconds * 1000)
    expect(saved).toEqual([{ [ISSUER]: 611_000 }, { [ISSUER]: 0 }])
  })

  it.each([
    ['ten minutes', { [ISSUER]: 600_000 }, 600],
    ['more than a day', { [ISSUER]: 24 * 60 * MINUTE_MS + 1 }, 0],
    ['no number', { [ISSUER]: '600000' }, 0],
    ['nothing', undefined, 0],
  ])('as it was saved: %s', (_, saved, seconds) => {
    expect(clock(saved).aheadSeconds(TOKEN)).toBe(seconds)
  })

  it('of one does not mislead the others, and is a guess for one that has said nothing', () => {
    const learned = clock()
    learned.learnIssueTime(TOKEN, NOW_MS / 1000)
    learned.learnDate('https://api.example/projects', NOW_MS + 300_000)
    expect(learned.aheadSeconds(TOKEN)).toBe(0)
    expect(learned.aheadSeconds('https://api.example/timesheets')).toBe(300)
    expect(learned.aheadSeconds('https://third.example/')).toBe(300)
  })

  it('that was saved gives way to a new token’s time, where this device’s was set right meanwhile', () => {
    const learned = clock({ [ISSUER]: 600_000 })
    learned.learnIssueTime(TOKEN, NOW_MS / 1000)
    expect(learned.aheadSeconds(TOKEN)).toBe(0)
  })

  it('is not taken from a token once a Date was read', () => {
    const learned = clock()
    learned.learnDate(TOKEN, NOW_MS)
    learned.learnIssueTime(TOKEN, NOW_MS / 1000 + 60)
    expect(learned.aheadSeconds(TOKEN)).toBe(0)
  })
})
