import { beforeEach, expect, it } from 'vitest'
import { fail } from '../../domain/failure.ts'
import { createRenewalPlan } from './renewal-plan.ts'
import type { TokenSession } from './vault.ts'

const SESSION: TokenSession = {
  issuer: 'https://issuer.example',
  clientId: 'timejot',
  apiUrl: 'https://api.example',
  resource: '',
  sub: 'employee',
  scopes: [],
  accessToken: 'access',
  expiresAtMs: 1_600_000,
  refreshToken: null,
}

let current: TokenSession | null
let scheduled: (number | null)[]
let leads: (number | undefined)[]
let renew: () => Promise<TokenSession>

const plan = () =>
  createRenewalPlan({
    session: {
      current: async () => current,
      fresh: async (leadMs) => {
        leads.push(leadMs)
        return await renew()
      },
    },
    now: () => 1_000_000,
    schedule: async (atMs) => void scheduled.push(atMs),
  })

beforeEach(() => {
  current = SESSION
  scheduled = []
  leads = []
  renew = async () => {
    current = { ...SESSION, expiresAtMs: 4_600_000 }
    return current
  }
})

it('a session is renewed a minute before its end', async () => {
  await plan().plan()
  expect(scheduled).toEqual([1_540_000])
})

it('a renewal plans the next one', async () => {
  await plan().renewAhead()
  expect(leads).toEqual([60_000])
  expect(scheduled).toEqual([4_540_000])
})

it('a short session is not renewed by alarm more than once a minute', async () => {
  current = { ...SESSION, expiresAtMs: 1_030_000 }
  await plan().plan()
  expect(scheduled).toEqual([1_060_000])
})

it('a renewal without a network is tried again five minutes later', async () => {
  current = { ...SESSION, expiresAtMs: 1_050_000 }
  renew = () => fail('issuer-unreachable')
  await plan().renewAhead()
  expect(scheduled).toEqual([1_300_000])
})

it('without a session nothing is planned, nor after one that has ended', async () => {
  renew = () => {
    current = null
    return fail('session-expired')
  }
  await plan().renewAhead()
  await plan().plan()
  expect(scheduled).toEqual([null, null])
})
