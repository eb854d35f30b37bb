import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { AUTHOR, content, createDevice, ID } from '../../test/support/device.ts'
import { forgetAccount } from './account.ts'
import { writeSingleton } from './store/database.ts'

it('who leaves takes along all that was kept of them alone, at once, whenever the worker is stopped', async () => {
  const { database, outbox } = await createDevice()
  const { account } = AUTHOR
  await outbox.capture(AUTHOR, ID, content('one'))
  await writeSingleton(database, 'picture', { account, image: 'data:image/webp;base64,T1VSUw==' })
  await writeSingleton(database, 'endedScopes', { account, scopes: [] })
  await writeSingleton(database, 'failure', { code: 'server-error', detail: 'of this person' })
  await writeSingleton(database, 'sync', { doneAtMs: 1, offlineSinceMs: null, failures: 0, retryAtMs: 0 })
  await writeSingleton(database, 'chooseAccount', true)
  await forgetAccount(account, database)
  expect(await database.getAllKeys('singletons')).toEqual(['approvalsRevision', 'chooseAccount'])
})
