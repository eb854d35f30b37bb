import { createGate, type Gate } from '../../src/background/auth/gate.ts'
import {
  createLogoutOffers,
  type LogoutOffer,
  type LogoutOffers,
} from '../../src/background/auth/logout-offer.ts'
import { createSession, type Session } from '../../src/background/auth/session.ts'
import { signInSilently } from '../../src/background/auth/silent-sign-in.ts'
import { createVault, type Vault } from '../../src/background/auth/vault.ts'
import { createPublisher } from '../../src/background/publish.ts'
import type { Database } from '../../src/background/store/database.ts'
import { openDatabase } from '../../src/background/store/migrations.ts'
import type { Snapshot } from '../../src/contract/snapshot.ts'
import { protocolOver } from '../support/protocol.ts'
import { CONNECTION, createRotatingIssuer, type RotatingIssuer } from './hostile-server/rotating-issuer.ts'
import { REDIRECT } from './provider.ts'

/** Gate, session and publisher as the worker wires them, at an issuer without a network. */
export interface Workplace {
  readonly storage: string
  readonly issuer: RotatingIssuer
  readonly database: Database
  readonly vault: Vault
  readonly session: Session
  readonly gate: Gate
  readonly publish: () => Promise<void>
  /** What the popup shows now. */
  readonly shown: () => Snapshot | undefined
  /** How often the renewal was planned anew. */
  readonly plans: () => number
  nowMs: number
  openWindow: (url: string) => Promise<string>
}

let count = 0

/** Offers as the worker keeps them, gone with the test. */
export function createOffersInMemory(now: () => number): LogoutOffers {
  let stored: LogoutOffer | null = null
  return createLogoutOffers({
    now,
    read: async () => stored,
    write: async (offer) => {
      stored = offer
    },
  })
}

/** @param name of the storage: a worker that starts over the same one finds what another left */
export async function openWorkplace(name?: string, before?: RotatingIssuer): Promise<Workplace> {
  count += 1
  const storage = name ?? `workplace-${count}`
  const issuer = before ?? (await createRotatingIssuer())
  const database = await openDatabase(storage)
  const vault = createVault(`${storage}-vault`)
  const snapshots: Snapshot[] = []
  let plans = 0
  const now = () => workplace.nowMs
  const connection = async () => CONNECTION
  const protocol = protocolOver((url, init) => issuer.fetch(url, init), now)
  const openWindow = (url: string) => workplace.openWindow(url)
  const signInDeps = { ...protocol, vault, redirectUrl: REDIRECT, openWindow, now }
  const session = createSession({
    ...signInDeps,
    connection,
    exclusively: (work) => work(),
    signInSilently: (ending, save) =>
      signInSilently(ending, save, { ...signInDeps, connection, askSilently: issuer.authorize }),
    onChange: (changed) => gate.onSessionChange(changed),
  })
  const logoutOffers = createOffersInMemory(now)
  const publish = createPublisher({
    database,
    today: () => '2026-11-20',
    sessionState: () => gate.state(),
    logoutUntilMs: async () => (await logoutOffers.current())?.untilMs ?? null,
    now,
    isSending: () => false,
    sentCount: () => 0,
    write: async (snapshot) => void snapshots.push(snapshot),
    showBadge: async () => undefined,
  })
  const gate: Gate = createGate({
    ...signInDeps,
    database,
    session,
    logoutOffers,
    planRenewal: async () => {
      plans += 1
    },
    connection,
    isConfigured: async () => true,
    wipePages: async () => undefined,
    publish: () => publish(),
  })
  const workplace: Workplace = {
    storage,
    issuer,
    database,
    vault,
    session,
    gate,
    publish,
    shown: () => snapshots.at(-1),
    plans: () => plans,
    nowMs: Date.now(),
    openWindow: issuer.authorize,
  }
  return workplace
}
