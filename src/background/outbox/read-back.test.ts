import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  type Device,
  everything,
  ID,
  OTHER_ID,
  stored,
  throwing,
} from '../../../test/support/device.ts'
import { AppError } from '../../domain/failure.ts'
import { BASE_PROFILE } from '../../domain/permissions.ts'

let device: Device

beforeEach(async () => {
  device = await createDevice()
  await device.outbox.capture(AUTHOR, ID, content('one'))
})

/** The answer to the first try is lost; then the server lists this entry, which another device has added. */
async function repeatBeside(note: string): Promise<void> {
  device.answers = [throwing(new AppError('offline')), () => everything([stored(OTHER_ID, note)])]
  device.nowMs += 5_000
  await device.drain().catch(() => undefined)
}
const acts = () => device.calls.map(([act]) => act)

describe('an addition whose answer was lost, where another device has added the same stretch,', () => {
  it('waits while nobody knows what the server offers', async () => {
    device.profile = null
    await repeatBeside('one')
    await expect(device.drain()).rejects.toMatchObject({ code: 'bad-answer' })
    expect(acts()).toEqual(['create', 'list'])
    expect(await device.entry()).toMatchObject({ sync: 'waiting', entry: { note: 'one' } })
    expect(await device.operations()).toHaveLength(1)
  })

  it('is not taken for that one where the server keeps notes and theirs is another', async () => {
    device.profile = BASE_PROFILE
    await repeatBeside('theirs')
    await device.drain()
    expect(acts()).toEqual(['create', 'list', 'create'])
  })

  it('has arrived as the one that is alike where the server keeps no notes', async () => {
    device.profile = BASE_PROFILE
    await repeatBeside('')
    await device.drain()
    expect(acts()).toEqual(['create', 'list'])
    expect(await device.entry(OTHER_ID)).toMatchObject({ sync: 'sent', entry: { note: 'one' } })
  })
})

it('an addition that has arrived under its own id is found there, whatever the server offers', async () => {
  device.profile = null
  device.answers = [throwing(new AppError('offline')), () => everything([stored(ID, 'one')])]
  await device.drain().catch(() => undefined)
  await device.drain()
  expect(acts()).toEqual(['create', 'list'])
  expect(await device.operations()).toEqual([])
})

describe('an entry that the server has under an id of its own', () => {
  beforeEach(async () => {
    device.answers = [() => stored(OTHER_ID, 'one')]
    await device.drain()
    expect(await device.entry(OTHER_ID)).toMatchObject({ sync: 'sent' })
  })

  it('is changed by a page that still knows it by the first one', async () => {
    await device.outbox.edit(AUTHOR, ID, content('two'))
    await device.drain()
    expect(device.calls.at(-1)).toMatchObject(['change', OTHER_ID, 'two', 1, expect.any(String)])
  })

  it('is deleted by such a page, too, after a list', async () => {
    device.answers = [() => everything([stored(OTHER_ID, 'one')])]
    await device.pull()
    await device.outbox.remove(AUTHOR, ID, 0)
    await device.drain()
    expect(device.calls.at(-1)).toEqual(['delete', OTHER_ID, 1])
  })
})
