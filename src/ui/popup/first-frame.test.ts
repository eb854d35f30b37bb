import { describe, expect, it } from 'vitest'
import { atWork, READS_ALONE, signedOut } from '../../../test/e2e/states/snapshots.ts'
import { EMPLOYEE, popupModelBeforeReading } from '../../../test/support/popup-model.ts'

describe('the first frame, before anything was read', () => {
  it('shows what the popup showed last, and then what is true', () => {
    const { model } = popupModelBeforeReading({ expected: 'work' })
    expect(model.stage.value).toBe('work')
    model.open(signedOut(), null)
    expect(model.stage.value).toBe('signed-out')
  })

  it('takes what is typed, behind the draft that is read then', () => {
    const { model, type, drafts } = popupModelBeforeReading({})
    type(' review')
    model.open(atWork(), { account: EMPLOYEE, text: '2h design', entryId: null })
    expect(model.capture.line.value).toBe('2h design review')
    expect(drafts).toEqual([{ account: EMPLOYEE, text: '2h design review', entryId: null }])
  })

  it('keeps what is typed and says why, when what was stored cannot be read', async () => {
    const { model, type, drafts, sent } = popupModelBeforeReading({ expected: 'work' })
    type('2h design')
    model.failToRead()
    expect(model.stage.value).toBe('work')
    expect(model.failure.value).toEqual({ code: 'storage-failed', detail: null })
    expect(await model.capture.save()).toBe(false)
    expect(model.capture.line.value).toBe('2h design')
    expect([drafts, sent]).toEqual([[], []])
  })

  it('is noted for the next opening, without a field for those who may not log time', () => {
    const { model, stages } = popupModelBeforeReading({})
    expect(stages).toEqual([])
    model.open(atWork(), null)
    expect(stages).toEqual(['work'])
    model.publish(
      atWork({
        can: READS_ALONE,
      }),
    )
    model.publish(signedOut())
    expect(stages).toEqual(['work', 'loading', 'signed-out'])
  })
})
