import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  type Device,
  EVERYTHING,
  ID,
  OTHER_ID,
  refusal,
  stored,
} from '../../../test/support/device.ts'
import type { Entry } from '../../domain/entry.ts'
import { pullAll } from './pull.ts'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

describe('pull', () => {
  const listed = (...entries: Entry[]) => [() => entries.map((one) => ({ ...one, userName: null }))]

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
    const late = pullAll(AUTHOR, EVERYTHING, '2026-11-09', {
      database: device.database,
      now: () => device.nowMs,
      client: {
        ...device.client,
        listEntries: async () => {
          await device.drain()
          return [{ ...stored(ID, 'one'), userName: null }]
        },
      },
    })
    await late
    expect(await device.entry()).toMatchObject({ deleted: true })
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
    await pullAll(AUTHOR, EVERYTHING, '2026-11-09', {
      database: device.database,
      now: () => device.nowMs,
      client: {
        ...device.client,
        listProjects: () => Promise.reject(refusal('not-found')),
        listEntries: async () => [{ ...stored('17', 'theirs'), userName: null }],
      },
    })
    expect(await device.entry('17')).toMatchObject({ entry: { note: 'theirs' } })
  })
})
