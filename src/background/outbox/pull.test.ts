import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  type Device,
  EVERYTHING,
  everything,
  ID,
  OTHER_ID,
  refusal,
  stored,
} from '../../../test/support/device.ts'
import type { Entry } from '../../domain/entry.ts'
import { FULL_PROFILE } from '../../domain/permissions.ts'
import { pullAll } from './pull.ts'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

describe('pull', () => {
  const listed = (...entries: Entry[]) => [() => everything(entries)]

  it('takes what is new and drops what is gone', async () => {
    device.answers = listed(stored(ID, 'one'))
    await device.pull()
    expect(await device.entry()).toMatchObject({ sync: 'sent', entry: { note: 'one' } })
    device.nowMs += 1
    device.answers = listed(stored(OTHER_ID, 'two'))
    await device.pull()
    expect(await device.entry()).toBeUndefined()
    expect(await device.entry(OTHER_ID)).toBeDefined()
  })

  it('never overwrites what waits here', async () => {
    device.answers = listed(stored(ID, 'one'))
    await device.pull()
    device.nowMs += 1
    await device.outbox.edit(AUTHOR, ID, content('mine'))
    await device.outbox.capture(AUTHOR, OTHER_ID, content('new'))
    device.nowMs += 1
    device.answers = listed(stored(ID, 'theirs', { version: 2 }))
    await device.pull()
    expect(await device.entry()).toMatchObject({ entry: { note: 'mine' }, confirmed: { version: 1 } })
    expect(await device.entry(OTHER_ID)).toMatchObject({ entry: { note: 'new' } })
  })

  it('asked for before a deletion was confirmed does not bring the entry back', async () => {
    device.answers = listed(stored(ID, 'one'))
    await device.pull()
    device.nowMs += 1
    await device.outbox.remove(AUTHOR, ID, 0)
    const late = pullAll(AUTHOR, EVERYTHING, {
      database: device.database,
      now: () => device.nowMs,
      profile: FULL_PROFILE,
      client: {
        ...device.client,
        listEntries: async () => {
          await device.drain()
          return everything([stored(ID, 'one')])
        },
      },
    })
    await late
    expect(await device.entry()).toMatchObject({ deleted: true })
  })

  describe('after the clock was set back', () => {
    const approval = {
      ...stored(OTHER_ID, 'to approve'),
      userName: 'Demo Contractor',
      flags: null,
      weekTargetMinutes: null,
    }
    const pullApprovals = async (...listed: (typeof approval)[]) => {
      const client = { ...device.client, listApprovals: async () => ({ rows: listed, next: null }) }
      const { database, profile } = device
      await pullAll(AUTHOR, EVERYTHING, { database, profile, client, now: () => device.nowMs })
    }

    beforeEach(async () => {
      const trueMs = device.nowMs
      device.nowMs += 24 * 60 * 60 * 1000
      await device.outbox.capture(AUTHOR, ID, content('one'))
      await device.drain()
      await pullApprovals(approval)
      device.nowMs = trueMs
    })

    it('updates what was stored before, where the server counts no versions', async () => {
      device.answers = listed(stored(ID, 'one', { status: 'approved' }))
      await device.pull()
      expect(await device.entry()).toMatchObject({ entry: { status: 'approved' } })
    })

    it('removes what is gone', async () => {
      device.answers = listed()
      await pullApprovals()
      expect(await device.entry()).toBeUndefined()
      expect(await device.database.getAll('approvals')).toEqual([])
    })
  })

  it('for somebody who has left meanwhile stores nothing', async () => {
    await device.database.delete('singletons', 'account')
    device.answers = listed(stored(ID, 'one'))
    await device.pull()
    expect(await device.entry()).toBeUndefined()
  })
})

describe('a server of the base profile', () => {
  it('has no list of projects; its entries are shown all the same', async () => {
    const device = await createDevice()
    await pullAll(AUTHOR, EVERYTHING, {
      database: device.database,
      now: () => device.nowMs,
      profile: FULL_PROFILE,
      client: {
        ...device.client,
        listProjects: () => Promise.reject(refusal('not-found')),
        listEntries: async () => everything([stored('17', 'theirs')]),
      },
    })
    expect(await device.entry('17')).toMatchObject({ entry: { note: 'theirs' } })
  })
})
