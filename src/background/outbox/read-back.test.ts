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
  refusal,
  stored,
  throwing,
} from '../../../test/support/device.ts'
import { AppError } from '../../domain/failure.ts'
import { BASE_PROFILE, FULL_PROFILE } from '../../domain/permissions.ts'

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

  it('is found on a later page, too', async () => {
    device.profile = BASE_PROFILE
    await repeatBeside('theirs')
    device.answers = [
      () => ({ ...everything([stored('16', 'theirs')]), next: { page: '2' } }),
      () => everything([stored(OTHER_ID, 'one')]),
    ]
    await device.drain()
    expect(device.calls.slice(1)).toEqual([
      ['list', { from: '2026-11-20' }],
      ['list', { page: '2' }],
    ])
    expect(await device.entry(OTHER_ID)).toMatchObject({ sync: 'sent' })
  })

  it('is given up to be tried later where the pages have no end', async () => {
    device.profile = BASE_PROFILE
    await repeatBeside('theirs')
    device.answers = Array.from({ length: 60 }, () => () => ({ ...everything([]), next: { page: '2' } }))
    await expect(device.drain()).rejects.toMatchObject({ code: 'bad-answer' })
    expect(await device.operations()).toHaveLength(1)
  })

  it('is found where the server sends no project as an empty word', async () => {
    device.profile = BASE_PROFILE
    await device.outbox.edit(AUTHOR, ID, { ...content('one'), project: null, projectId: null })
    const theirs = everything([stored(OTHER_ID, '', { project: '', projectId: null })])
    device.answers = [throwing(new AppError('offline')), () => theirs]
    device.nowMs += 5_000
    await device.drain().catch(() => undefined)
    await device.drain()
    expect(acts()).toEqual(['create', 'list'])
    expect(await device.entry(OTHER_ID)).toMatchObject({ sync: 'sent', entry: { note: 'one' } })
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

  it('is not added once more by a page that has not heard of the answer', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    expect(await device.operations()).toEqual([])
    expect(await device.database.getAllKeys('entries')).toEqual([[AUTHOR.account, OTHER_ID]])
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

describe('an addition that has arrived unseen, was refused when it was repeated, and edited since,', () => {
  const ownIds = { ...FULL_PROFILE, keepsIds: false }
  const refuseRepeat = async () => {
    device.answers = [throwing(new AppError('offline')), throwing(refusal('insufficient-scope'))]
    device.nowMs += 5_000
    await device.drain().catch(() => undefined)
    await device.drain().catch(() => undefined)
  }
  const lists = () => everything([stored(OTHER_ID, 'one')])

  it('is found as it was tried, and changed', async () => {
    device.profile = ownIds
    await refuseRepeat()
    await device.outbox.edit(AUTHOR, ID, content('two'))
    device.answers = [lists]
    await device.drain()
    expect(acts()).toEqual(['create', 'create', 'list', 'change'])
    expect(device.calls.at(-1)).toMatchObject(['change', OTHER_ID, 'two', 1, expect.any(String)])
    expect(await device.entry(OTHER_ID)).toMatchObject({ sync: 'sent', entry: { note: 'two' } })
    expect(await device.operations()).toEqual([])
  })

  it('is found and changed, too, where the edit came before the refusal', async () => {
    device.profile = ownIds
    device.answers = [throwing(new AppError('offline'))]
    await device.drain().catch(() => undefined)
    await device.outbox.edit(AUTHOR, ID, content('two'))
    device.answers = [throwing(refusal('insufficient-scope')), lists]
    await device.drain()
    expect(acts()).toEqual(['create', 'create', 'list', 'change'])
    expect(await device.operations()).toEqual([])
  })

  it('is hidden while it waits here, and deleted under the id of the server', async () => {
    device.profile = ownIds
    await refuseRepeat()
    device.answers = [lists]
    await device.pull()
    expect(await device.entry(OTHER_ID)).toBeUndefined()
    await device.outbox.remove(AUTHOR, ID, 0)
    device.answers = [lists]
    await device.drain()
    expect(device.calls.at(-1)).toEqual(['delete', OTHER_ID, 1])
  })

  it('waits for a choice where the server cannot change it', async () => {
    device.profile = BASE_PROFILE
    await refuseRepeat()
    await device.outbox.edit(AUTHOR, ID, { ...content('two'), minutes: 30 })
    device.answers = [() => everything([stored(OTHER_ID, '')])]
    device.nowMs += 5_000
    await device.drain()
    expect(acts()).toEqual(['create', 'list', 'list'])
    expect(await device.entry(OTHER_ID)).toMatchObject({
      conflict: { mine: 'change', theirs: { minutes: 120 }, locked: true },
      entry: { minutes: 30, note: 'two' },
    })
  })

  it('is created where the server does not list it', async () => {
    device.profile = ownIds
    await refuseRepeat()
    await device.outbox.edit(AUTHOR, ID, content('two'))
    await device.drain()
    expect(acts()).toEqual(['create', 'create', 'list', 'create'])
  })
})

it('no other entry is taken for an addition where the server keeps our ids', async () => {
  device.profile = { ...FULL_PROFILE, idempotent: false }
  await repeatBeside('one')
  await device.drain()
  expect(acts()).toEqual(['create', 'list', 'create'])
})
