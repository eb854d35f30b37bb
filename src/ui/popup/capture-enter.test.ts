import { describe, expect, it, vi } from 'vitest'
import { openPopupModel } from '../../../test/support/popup-model.ts'

/** With a line whose saving has begun and takes its time. */
function beginSaving() {
  const first = Promise.withResolvers<void>()
  const popup = openPopupModel({ answer: () => first.promise })
  const notes = () => popup.sent.map(({ input }) => (input as { content: { note: string } }).content.note)
  popup.type('2h review')
  return { ...popup, notes, saved: popup.model.capture.save(), answer: () => first.resolve() }
}

describe('Enter while the line before is being saved', () => {
  it('saves the line that stands there then', async () => {
    const { model, type, notes, saved, answer } = beginSaving()
    type('45m call')
    await model.capture.save()
    await vi.waitFor(() => expect(notes()).toEqual(['review']))
    answer()
    expect(await saved).toBe(true)
    expect(notes()).toEqual(['review', 'call'])
    expect(model.capture.line.value).toBe('')
  })

  it('saves what was typed behind it', async () => {
    const { model, type, notes, saved, answer } = beginSaving()
    type('2h review45m call')
    await model.capture.save()
    answer()
    await saved
    expect(notes()).toEqual(['review', 'call'])
  })

  it('of the same line is one Enter', async () => {
    const { model, notes, saved, answer } = beginSaving()
    await model.capture.save()
    answer()
    await saved
    expect(notes()).toEqual(['review'])
  })

  it('does not count once more is typed after it', async () => {
    const { model, type, notes, saved, answer } = beginSaving()
    await model.capture.save()
    type('2h review45m ca')
    answer()
    await saved
    expect(notes()).toEqual(['review'])
    expect(model.capture.line.value).toBe('45m ca')
  })
})
