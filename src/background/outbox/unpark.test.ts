import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  type Device,
  ID,
  OTHER_ID,
  refusal,
  throwing,
} from '../../../test/support/device.ts'
import { unparkForbidden } from './unpark.ts'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

const forbidden = throwing(refusal('insufficient-scope'))
const unpark = (account = AUTHOR.account) => unparkForbidden(account, device.database, device.nowMs)

it('what was refused for want of a permission is sent again after a sign-in', async () => {
  await device.outbox.capture(AUTHOR, ID, content('one'))
  device.answers = [forbidden]
  await device.drain()
  await device.drain()
  expect(device.calls).toHaveLength(1)
  expect(await device.entry()).toMatchObject({ sync: 'attention', failure: 'insufficient-scope' })
  await unpark()
  expect(await device.entry()).toMatchObject({ sync: 'waiting', failure: null })
  await device.drain()
  expect(await device.entry()).toMatchObject({ sync: 'sent' })
  expect(await device.operations()).toEqual([])
})

it('refused again, it waits for the person again', async () => {
  await device.outbox.capture(AUTHOR, ID, content('one'))
  device.answers = [forbidden, forbidden]
  await device.drain()
  await unpark()
  await device.drain()
  await device.drain()
  expect(device.calls).toHaveLength(2)
  expect(await device.entry()).toMatchObject({ sync: 'attention', failure: 'insufficient-scope' })
})

it('what was refused for another reason, or is another person’s, is left alone', async () => {
  await device.outbox.capture(AUTHOR, ID, content('one'))
  await device.outbox.capture(AUTHOR, OTHER_ID, content('two'))
  device.answers = [throwing(refusal('day-full')), forbidden]
  await device.drain()
  await unpark('issuer|somebody-else')
  expect(await device.entry(OTHER_ID)).toMatchObject({ failure: 'insufficient-scope' })
  await unpark()
  expect(await device.entry()).toMatchObject({ sync: 'attention', failure: 'day-full' })
  expect(await device.entry(OTHER_ID)).toMatchObject({ sync: 'waiting' })
})

it('a refusal that arrives after a new sign-in says nothing of the new session', async () => {
  await device.outbox.capture(AUTHOR, ID, content('one'))
  device.answers = [
    async () => {
      await unpark()
      return await forbidden()
    },
  ]
  await expect(device.drain()).rejects.toMatchObject({ code: 'signed-out' })
  expect(await device.entry()).toMatchObject({ sync: 'waiting', failure: null })
  await device.drain()
  expect(await device.entry()).toMatchObject({ sync: 'sent' })
})
