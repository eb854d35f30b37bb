import { changeAccount } from '../../src/background/account.ts'
import type { ApiProfile } from '../../src/domain/permissions.ts'
import { AUTHOR, content, type Device, stored } from './device.ts'
import { published } from './published.ts'

/** Of 20 November 2026, the day of every entry of the device's samples. */
export const WEEK = '2026-W47'

export const received = (
  id: string,
  note: string,
  version: number,
  status: 'draft' | 'submitted' | 'approved',
) => ({ ...stored(id, note, { version, status }), userName: null })

/** What tests of a week do with a device, which is made anew for each of them. */
export function actsOn(device: () => Device) {
  return {
    /** Entries that the server has as drafts. */
    haveDrafts: async (...ids: string[]) => {
      for (const id of ids) {
        await device().outbox.capture(AUTHOR, id, content('one'))
        device().answers.push(() => received(id, 'one', 1, 'draft'))
      }
      await device().drain()
      device().calls.length = 0
    },
    offer: async (profile: ApiProfile) => {
      const learned = { ...profile, learnedAtMs: 1 }
      await changeAccount(AUTHOR.account, (account) => ({ ...account, profile: learned }), device().database)
    },
    pass: async (ms = 5_000) => {
      device().nowMs += ms
      await device().drain()
    },
    kinds: async () => (await device().operations()).map(({ act }) => act.kind),
    state: async () => {
      const { snapshot } = await published(device())
      return snapshot.weeks.find(({ week }) => week === WEEK)
    },
    undo: async () => {
      const { snapshot } = await published(device())
      return await device().outbox.undo(AUTHOR, snapshot.undo?.operationId ?? '')
    },
  }
}
