import { accountKey, accountOf, forgetAccount, readAccount } from '../../src/background/account.ts'
import type { Gate } from '../../src/background/auth/gate.ts'
import { writeSingleton } from '../../src/background/store/database.ts'
import type { Device } from './device.ts'
import { tokenSession } from './people.ts'

/** Signs in and out as the real gate does to the local store; what it does at the provider has no part here. */
export function createGate(device: Device): Gate {
  const { database } = device.store
  const forget = async (account: string) => {
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
      device.login = { person, token: 'good', renewal: 'granted', isOver: false }
    },
    signOut: async () => {
      device.login = null
      const account = await readAccount(database)
      if (account) await forget(account.key)
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
