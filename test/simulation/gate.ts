import { accountKey, accountOf, forgetAccount, readAccount } from '../../src/background/account.ts'
import type { Gate } from '../../src/background/auth/gate.ts'
import { WEEKS_IN_VIEW } from '../../src/background/outbox/pull-weeks.ts'
import { readSingleton, writeSingleton } from '../../src/background/store/database.ts'
import { addWeeks, isoWeekOf } from '../../src/domain/iso-week.ts'
import type { Device } from './device.ts'
import { tokenSession } from './people.ts'
import type { World } from './world.ts'

/** Signs in and out as the real gate does to the local store; what it does at the provider has no part here. */
export function createGate(device: Device, world: World, publish: () => Promise<void>): Gate {
  const { database } = device.store
  const { ledger } = world
  const forget = async (account: string) => {
    // Whoever leaves at the very moment does not stay to read it.
    if (await readSingleton(database, 'failure')) ledger.noteNotice(device.name)
    await forgetAccount(account, database)
    for (const key of ['undo', 'failure', 'sync', 'endedScopes'] as const)
      await writeSingleton(database, key, null)
  }
  const outside = async () => {
    throw new Error('no part of the simulation')
  }
  return {
    signIn: async () => {
      const person = device.nextPerson
      const session = tokenSession(person, 'good')
      const previous = await readAccount(database)
      if (previous && previous.key !== accountKey(session)) await forget(previous.key)
      const account = accountOf({ session, name: person, email: null, pictureUrl: null })
      await writeSingleton(database, 'account', account)
      if (!world.asksForWeeks) await knowWeeks(account.key, device, world)
      device.login = { person, token: 'good', renewal: 'granted', isOver: false }
      await publish()
    },
    signOut: async () => {
      device.login = null
      const account = await readAccount(database)
      if (account) await forget(account.key)
      await publish()
      return { revoked: true }
    },
    completeProfile: async () => undefined,
    signOutAtIssuer: outside,
    resume: outside,
    endIfChanged: outside,
    onSessionChange: outside,
    state: outside,
  }
}

/** As if the device had asked for them earlier today: a quarter of the calls of a run would be these alone. */
async function knowWeeks(account: string, { store, clockAheadMs }: Device, { nowMs }: World): Promise<void> {
  const receivedAtMs = nowMs + clockAheadMs
  const { store: weeks, done } = store.database.transaction('weeks', 'readwrite')
  const latest = isoWeekOf(new Date(receivedAtMs).toISOString().slice(0, 10))
  for (let back = 0; back < WEEKS_IN_VIEW; back += 1) {
    const week = addWeeks(latest, -back)
    await weeks.put({ account, week, targetMinutes: 2_400, dayTargetMinutes: 480, receivedAtMs })
  }
  await done
}
