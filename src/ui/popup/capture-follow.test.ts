import { describe, expect, it } from 'vitest'
import { entry } from '../../../test/e2e/states/entries.ts'
import { atWork } from '../../../test/e2e/states/snapshots.ts'
import { EMPLOYEE, openPopupModel } from '../../../test/support/popup-model.ts'

const line = (text: string, entryId: string | null = null) => ({ account: EMPLOYEE, text, entryId })

describe('a line of which another page has the draft too', () => {
  it('shows what is typed there, and stores none of it again', () => {
    const { model, drafts } = openPopupModel()
    model.capture.follow(line('2'), '')
    model.capture.follow(line('2h'), '2')
    expect(model.capture.line.value).toBe('2h')
    expect(drafts).toEqual([])
  })

  it('is gone on with in either', () => {
    const { model, type } = openPopupModel()
    type('2h')
    model.capture.follow(line('2h @acme'), '2h')
    type('2h @acme review')
    model.capture.follow(line('2h @acme'), '2h')
    expect(model.capture.line.value).toBe('2h @acme review')
  })

  it('keeps a text of its own', () => {
    const { model, type } = openPopupModel()
    type('1h standup')
    model.capture.follow(line('2h'), '')
    model.capture.follow(line(''), '2h')
    expect(model.capture.line.value).toBe('1h standup')
  })

  it('never shows the line of another account', () => {
    const { model } = openPopupModel()
    model.capture.follow({ ...line('secret'), account: 'https://login.example|other' }, '')
    expect(model.capture.line.value).toBe('')
  })

  it('opens no suggestions for a word that is typed there', () => {
    const { model } = openPopupModel()
    model.capture.follow(line('1h @ac'), '')
    expect(model.capture.suggestions.value).toEqual([])
  })

  it('saves under the id that the other page has given it, so that two Enters make one entry', async () => {
    const { model, sent } = openPopupModel()
    model.capture.follow(line('2h @orbit/support', 'e7'), '')
    await model.capture.save()
    expect(sent).toMatchObject([{ command: 'capture-entry', input: { id: 'e7' } }])
  })

  it('is empty once the entry is stored, and leaves the draft to the page that saved it', () => {
    const { model, drafts } = openPopupModel()
    model.capture.follow(line('2h @orbit/support', 'e7'), '')
    model.publish(atWork({ entries: [entry({ id: 'e7' })] }))
    expect(model.capture.line.value).toBe('')
    expect(drafts).toEqual([])
  })
})
