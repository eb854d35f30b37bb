import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  AUTHOR,
  createDevice,
  type Device,
  everything,
  ID,
  refusal,
  stored,
  throwing,
} from '../../../test/support/device.ts'
import { published } from '../../../test/support/published.ts'
import { actsOn, received, WEEK } from '../../../test/support/week-acts.ts'
import { AppError } from '../../domain/failure.ts'

let device: Device
beforeEach(async () => {
  device = await createDevice()
})

const { haveDrafts, pass, kinds, state, undo } = actsOn(() => device)

describe('a recall', () => {
  const haveSubmitted = async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    device.answers = [() => [received(ID, 'one', 2, 'submitted')]]
    await pass()
    device.calls.length = 0
  }

  it('waits for as long as it can be taken back, and makes a draft again', async () => {
    await haveSubmitted()
    await device.weeks.recall(AUTHOR, WEEK)
    await device.weeks.recall(AUTHOR, WEEK)
    expect(await state()).toMatchObject({ pending: 'recall' })
    expect(await kinds()).toEqual(['recall-week'])
    device.answers = [() => [received(ID, 'one', 3, 'draft')]]
    await pass()
    expect(device.calls).toEqual([['recall', WEEK]])
    expect(await device.entry()).toMatchObject({ entry: { status: 'draft', version: 3 }, sync: 'sent' })
  })

  it('can be undone', async () => {
    await haveSubmitted()
    await device.weeks.recall(AUTHOR, WEEK)
    expect(await undo()).toBe(true)
    await pass()
    expect(device.calls).toEqual([])
  })

  it('of a submission that was not sent yet takes that back, with its undo', async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    await device.weeks.recall(AUTHOR, WEEK)
    expect(await device.operations()).toEqual([])
    expect((await published(device)).snapshot.undo).toBeNull()
  })

  it('of a submission that may have arrived is sent after it', async () => {
    await haveDrafts(ID)
    await device.weeks.submit(AUTHOR, WEEK)
    device.answers = [throwing(new AppError('timed-out'))]
    await expect(pass()).rejects.toThrow()
    await device.weeks.recall(AUTHOR, WEEK)
    await pass()
    expect(device.calls.map(([kind]) => kind)).toEqual(['submit', 'submit', 'recall'])
  })

  it('is taken back by another submission', async () => {
    await haveSubmitted()
    await device.weeks.recall(AUTHOR, WEEK)
    await device.weeks.submit(AUTHOR, WEEK)
    expect(await device.operations()).toEqual([])
  })

  it('is refused here once something is reviewed, and where nothing is submitted is none', async () => {
    await haveDrafts(ID)
    await device.weeks.recall(AUTHOR, WEEK)
    expect(await device.operations()).toEqual([])
    device.answers = [() => everything([stored(ID, 'one', { version: 3, status: 'approved' })])]
    device.nowMs += 1
    await device.pull()
    await expect(device.weeks.recall(AUTHOR, WEEK)).rejects.toMatchObject({ code: 'week-reviewed' })
  })

  it('that the server refuses is taken back, and that is told', async () => {
    await haveSubmitted()
    await device.weeks.recall(AUTHOR, WEEK)
    device.answers = [throwing(refusal('week-reviewed'))]
    await pass()
    expect(await state()).toMatchObject({ pending: null, failure: null })
    expect((await published(device)).snapshot.failure).toMatchObject({ code: 'week-reviewed' })
    expect((await published(device)).badge).toBe('')
  })
})
