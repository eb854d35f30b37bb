import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  type Device,
  everything,
  ID,
  refusal,
  stored,
} from '../../../test/support/device.ts'
import { BASE_PROFILE } from '../../domain/permissions.ts'

let device: Device

beforeEach(async () => {
  device = await createDevice()
  await device.outbox.capture(AUTHOR, ID, content('one'))
})

const refuse = async (meanwhile: () => Promise<unknown> = async () => undefined) => {
  device.answers = [
    async () => {
      await meanwhile()
      throw refusal('version-conflict')
    },
  ]
  await device.drain()
}
const discard = async () => {
  await device.outbox.remove(AUTHOR, ID, 0)
  await device.drain()
  device.calls.length = 0
}
const listed = async (...notes: string[]) => {
  device.nowMs += 1
  device.answers = [() => everything(notes.map((note) => stored(ID, note)))]
  await device.pull()
  device.calls.length = 0
  await device.drain()
}

describe('an addition that was refused on its way, and then deleted, while a copy of the call has arrived,', () => {
  const edit = () => device.outbox.edit(AUTHOR, ID, content('two'))
  const editAndRemove = () => edit().then(() => device.outbox.remove(AUTHOR, ID, 0))

  it.each([
    ['at once', () => refuse()],
    ['after an edit, both while it was under way', () => refuse(editAndRemove)],
    ['after an edit of what was refused', () => refuse().then(edit)],
  ])('is deleted on the server, too: %s', async (_when, happen) => {
    await happen()
    await discard()
    expect(device.calls).toEqual([])
    await listed('one')
    expect(device.calls).toEqual([['delete', ID, 1]])
    expect(await device.entry()).toMatchObject({ deleted: true })
    expect(await device.operations()).toEqual([])
    await listed()
    expect(await device.entry()).toBeUndefined()
  })

  it('stays deleted when the same pull has an older and a newer version of it', async () => {
    await refuse()
    await discard()
    const { account } = AUTHOR
    await device.database.put('held', { account, id: ID, change: stored(ID, 'one') })
    device.nowMs += 1
    device.answers = [() => everything([stored(ID, 'changed', { version: 2 })])]
    await device.pull()
    expect(await device.entry()).toMatchObject({ deleted: true })
    expect(await device.operations()).toMatchObject([{ act: { kind: 'delete' } }])
  })

  it('is shown where the server deletes nothing', async () => {
    await refuse()
    await discard()
    device.profile = BASE_PROFILE
    await listed('one')
    expect(device.calls).toEqual([])
    expect(await device.entry()).toMatchObject({ deleted: false, sync: 'sent' })
  })
})

describe('an addition that was deleted and never sent', () => {
  it('leaves nothing', async () => {
    await discard()
    expect(await device.entry()).toBeUndefined()
  })
})

describe('an addition that was refused and then deleted', () => {
  it('leaves nothing once the whole list is here without it', async () => {
    await refuse()
    await discard()
    expect(await device.entry()).toMatchObject({ deleted: true })
    await listed()
    expect(await device.entry()).toBeUndefined()
  })
})
