import type { Session } from '../../src/background/auth/session.ts'
import type { createHandlers } from '../../src/background/handlers.ts'
import type { Synchroniser } from '../../src/background/synchronise.ts'
import type { Snapshot } from '../../src/contract/snapshot.ts'
import { fail } from '../../src/domain/failure.ts'
import { type LocalDatabase, openLocalDatabase } from './local-database.ts'
import { type TokenKind, tokenSession } from './people.ts'
import type { Turns } from './turns.ts'

/** Who is signed in, as the vault would keep it. */
export interface Login {
  readonly person: string
  token: TokenKind
  /** What the identity provider says to the next renewal. */
  renewal: 'granted' | 'refused' | 'unreachable'
  isOver: boolean
}

/** One life of a background worker. */
export interface Worker {
  readonly turns: Turns
  readonly handlers: ReturnType<typeof createHandlers>
  readonly synchroniser: Synchroniser
  /** By the device's own clock. */
  timerAtMs: number | null
}

/** What outlives a worker. */
export interface Device {
  readonly name: string
  readonly owner: string
  readonly store: LocalDatabase
  worker: Worker | null
  workersStarted: number
  login: Login | null
  /** Who signs in next. */
  nextPerson: string
  /** Begun, and cut off where nobody answers: its person begins anew. */
  isSigningIn: boolean
  clockAheadMs: number
  /** By the device's own clock. */
  alarmAtMs: number | null
  /** What the popup shows. */
  snapshot: Snapshot | null
  /** The person waits for the answer to a command. */
  isBusy: boolean
}

export async function createDevice(name: string, owner: string): Promise<Device> {
  return {
    ...{ name, owner },
    store: await openLocalDatabase(name),
    worker: null,
    workersStarted: 0,
    login: null,
    nextPerson: owner,
    isSigningIn: false,
    clockAheadMs: 0,
    alarmAtMs: null,
    snapshot: null,
    isBusy: false,
  }
}

/** Whose list the popup shows. */
export function personOn({ snapshot }: Device): string | undefined {
  return snapshot?.account?.key.split('|')[1]
}

/** A session without a vault or a provider; the real ones have simulations of their own in test/security. */
export function sessionOf(device: Device): Session {
  const login = () => {
    if (!device.login) return fail('signed-out')
    return device.login.isOver ? fail('session-expired') : device.login
  }
  const tokens = ({ person, token }: Login) => tokenSession(person, token)
  return {
    current: async () => (device.login && !device.login.isOver ? tokens(device.login) : null),
    fresh: async () => tokens(login()),
    renew: async () => {
      const renewed = login()
      if (renewed.renewal === 'unreachable') return fail('issuer-unreachable')
      renewed.isOver = renewed.renewal === 'refused'
      if (renewed.isOver) return fail('session-expired')
      if (renewed.token === 'expired') renewed.token = 'good'
      return tokens(renewed)
    },
  }
}
