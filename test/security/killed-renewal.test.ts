import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createSession, type Session } from '../../src/background/auth/session.ts'
import { signIn } from '../../src/background/auth/sign-in.ts'
import { signInSilently } from '../../src/background/auth/silent-sign-in.ts'
import { createVault, type TokenSession, type Vault } from '../../src/background/auth/vault.ts'
import { failureCodeOf } from '../../src/domain/failure.ts'
import { protocolOver } from '../support/protocol.ts'
import { CONNECTION, createRotatingIssuer, type RotatingIssuer } from './hostile-server/rotating-issuer.ts'
import { REDIRECT } from './provider.ts'

const MORE_STEPS_THAN_THERE_ARE = 60

let issuer: RotatingIssuer
let vault: Vault
let first: TokenSession
let count = 0

/** Counts what a worker waits for; at the step of its end nothing comes back, before or after the step is done. */
interface Life {
  steps: number
  readonly endsAt: number
  readonly isStepDone: boolean
  readonly ended: PromiseWithResolvers<'stopped'>
}

const lifeUntil = (endsAt: number, isStepDone: boolean): Life => ({
  steps: 0,
  endsAt,
  isStepDone,
  ended: Promise.withResolvers(),
})
const immortal = () => lifeUntil(Number.POSITIVE_INFINITY, false)

const mortal =
  <Input extends readonly unknown[], Output>(life: Life, step: (...input: Input) => Promise<Output>) =>
  async (...input: Input): Promise<Output> => {
    life.steps += 1
    if (life.steps < life.endsAt) return await step(...input)
    if (life.isStepDone) await step(...input)
    life.ended.resolve('stopped')
    return await new Promise(() => undefined)
  }

/** A worker over the same storage; its lock went with the one before. */
function startWorker(life: Life): Session {
  const mortalVault = {
    ...vault,
    read: mortal(life, vault.read),
    write: mortal(life, vault.write),
    replace: mortal(life, vault.replace),
    remove: mortal(life, vault.remove),
  } as Vault
  const deps = {
    ...protocolOver(mortal(life, issuer.fetch)),
    vault: mortalVault,
    redirectUrl: REDIRECT,
    now: () => Date.now(),
    connection: async () => CONNECTION,
  }
  const askSilently = mortal(life, issuer.authorize)
  return createSession({
    ...deps,
    exclusively: (work) => work(),
    signInSilently: (ending, save) => signInSilently(ending, save, { ...deps, askSilently }),
    onChange: async () => undefined,
  })
}

/** How a renewal ends in a worker's life: done, with a failure, or not at all. */
async function renewIn(life: Life): Promise<string> {
  const renewed = startWorker(life)
    .renew(first.accessToken)
    .then(
      () => 'renewed',
      (error: unknown) => failureCodeOf(error),
    )
  return await Promise.race([renewed, life.ended.promise])
}

async function begin(): Promise<void> {
  count += 1
  vault = createVault(`killed-${count}`)
  issuer = await createRotatingIssuer()
  const deps = { ...protocolOver(issuer.fetch), vault, redirectUrl: REDIRECT, now: () => Date.now() }
  ;({ session: first } = await signIn(CONNECTION, false, { ...deps, openWindow: issuer.authorize }))
  await vault.write('session', first)
  issuer.grants.length = 0
  issuer.asked.length = 0
}

beforeEach(begin)

/** Ends a worker once at each step of a renewal, and calls `then` with what it left. */
async function atEachStep(
  arrange: () => void,
  isStepDone: boolean,
  then: (step: number) => Promise<void>,
): Promise<number> {
  for (let step = 1; step < MORE_STEPS_THAN_THERE_ARE; step += 1) {
    await begin()
    arrange()
    const outcome = await renewIn(lifeUntil(step, isStepDone))
    if (outcome !== 'stopped') return step - 1
    await then(step)
  }
  throw new Error('a renewal takes more steps than it should')
}

const tokens = (grant: string) => issuer.grants.filter((one) => one === grant).length

describe.each([
  ['before it is done', false],
  ['when it is done but not answered', true],
])('a worker stopped at any step of a renewal, %s (case 25)', (_, isStepDone) => {
  it('leaves a session that goes on: the same refresh token once more, then silently', async () => {
    const steps = await atEachStep(
      () => undefined,
      isStepDone,
      async () => {
        expect(await renewIn(immortal())).toBe('renewed')
        expect(tokens('refresh_token')).toBeLessThanOrEqual(2)
        expect(tokens('authorization_code')).toBeLessThanOrEqual(1)
        expect(await vault.read('session')).toMatchObject({ sub: 'employee' })
      },
    )
    expect(steps).toBeGreaterThanOrEqual(6)
  })

  it('whose refresh token was revoked still comes to a silent sign-in', async () => {
    const steps = await atEachStep(
      () => issuer.revokeAll(),
      isStepDone,
      async () => {
        expect(await renewIn(immortal())).toBe('renewed')
        expect(tokens('refresh_token')).toBeLessThanOrEqual(2)
        expect(issuer.asked.length).toBeLessThanOrEqual(2)
      },
    )
    expect(steps).toBeGreaterThanOrEqual(14)
  })

  it('whom nobody can renew comes to "sign in again", and asks no more', async () => {
    await atEachStep(
      () => {
        issuer.revokeAll()
        issuer.person = null
      },
      isStepDone,
      async () => {
        const outcome = await renewIn(immortal())
        expect(['session-expired', 'signed-out']).toContain(outcome)
        expect(await vault.read('session')).toBeNull()
        const asked = issuer.asked.length + issuer.grants.length
        expect(await renewIn(immortal())).toBe('signed-out')
        expect(issuer.asked.length + issuer.grants.length).toBe(asked)
      },
    )
  })
})

it('a worker stopped at every silent request ends at "sign in again"', async () => {
  issuer.revokeAll()
  const right = issuer.authorize
  for (const _ of [1, 2, 3]) {
    const life = immortal()
    issuer.authorize = async (url) => {
      await right(url)
      life.ended.resolve('stopped')
      return await new Promise(() => undefined)
    }
    expect(await renewIn(life)).toBe('stopped')
  }
  issuer.authorize = right
  expect(await renewIn(immortal())).toBe('session-expired')
  expect(tokens('refresh_token')).toBe(1)
  expect(issuer.asked).toHaveLength(3)
})

it('a worker stopped between rotation and save retries once, and then goes on silently', async () => {
  const right = issuer.fetch
  const life = immortal()
  issuer.fetch = async (url, init) => {
    const answer = await right(url, init)
    if (!url.endsWith('/token')) return answer
    life.ended.resolve('stopped')
    return await new Promise(() => undefined)
  }
  expect(await renewIn(life)).toBe('stopped')
  issuer.fetch = right
  expect(await renewIn(immortal())).toBe('renewed')
  expect(issuer.grants).toEqual(['refresh_token', 'refresh_token', 'authorization_code'])
})
