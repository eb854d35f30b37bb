import { describe, expect, it } from 'vitest'
import { PASTED } from '../../../test/e2e/states/capture-states.ts'
import { entry } from '../../../test/e2e/states/entries.ts'
import { atWork } from '../../../test/e2e/states/snapshots.ts'
import { EMPLOYEE, openPopupModel } from '../../../test/support/popup-model.ts'

type Popup = ReturnType<typeof openPopupModel>

const texts = ({ model }: Popup) => model.capture.paste.shown.value.map(({ text }) => text)
const saved = ({ sent }: Popup) =>
  sent.filter(({ command }) => command === 'capture-entry').map(({ input }) => input)

function pasted(changes: Parameters<typeof openPopupModel>[0] = {}) {
  const popup = openPopupModel(changes)
  expect(popup.model.capture.takePaste(PASTED)).toBe(true)
  return { ...popup, paste: popup.model.capture.paste }
}

describe('several lines that are pasted', () => {
  it('are a list first, each line read by itself, and nothing is saved', () => {
    const popup = pasted()
    expect(texts(popup)).toEqual([
      '2h @website design review',
      '9-11:30 nordwind warehouse scanner',
      '45m #workshop preparation yesterday',
      'lunch with everybody',
      '2h 2026-11-27 planning',
    ])
    expect(popup.paste.shown.value.map(({ reading }) => reading.faults[0]?.part ?? null)).toEqual([
      null,
      null,
      null,
      'duration',
      'date',
    ])
    expect(popup.sent).toEqual([])
  })

  it('that are one line belong into the field', () => {
    const { model } = openPopupModel()
    expect(model.capture.takePaste('2h review\n')).toBe(false)
    expect(model.capture.paste.shown.value).toEqual([])
  })

  it('come after what stood in the field', () => {
    const popup = openPopupModel()
    popup.type('1h call')
    popup.model.capture.takePaste('2h a\n3h b')
    expect([texts(popup), popup.model.capture.line.value]).toEqual([['1h call', '2h a', '3h b'], ''])
  })

  it('are saved with Enter as an entry each; those with a fault stay', async () => {
    const popup = pasted()
    expect(await popup.model.capture.save()).toBe(true)
    expect(saved(popup)).toMatchObject([
      { content: { minutes: 120, projectId: 'p1', note: 'design review' } },
      { content: { minutes: 150, start: '09:00', projectId: 'p6', note: 'scanner' } },
      { content: { minutes: 45, date: '2026-11-19', tags: ['workshop'], note: 'preparation' } },
    ])
    expect(new Set(saved(popup).map((input) => (input as { id: string }).id)).size).toBe(3)
    expect(texts(popup)).toEqual(['lunch with everybody', '2h 2026-11-27 planning'])
    expect(popup.model.outcome.value).toEqual({ kind: 'saved-several', count: 3 })
  })

  it('are saved as one act: taken back, they are in the list again, to become other entries', async () => {
    const popup = pasted({ answer: ({ command }) => (command === 'undo' ? { undone: true } : undefined) })
    await popup.model.capture.save()
    const [first, ...others] = saved(popup) as { id: string; act: string }[]
    expect(others.map(({ act }) => act)).toEqual([first?.act, first?.act])
    const undo = { operationId: 'op', kind: 'added', count: 3, untilMs: Number.MAX_SAFE_INTEGER } as const
    popup.model.publish(atWork({ undo }))
    expect(await popup.model.undo()).toBe(true)
    expect(texts(popup)).toEqual([
      '2h @website design review',
      '9-11:30 nordwind warehouse scanner',
      '45m #workshop preparation yesterday',
      'lunch with everybody',
      '2h 2026-11-27 planning',
    ])
    expect(popup.paste.shown.value[0]?.id).not.toBe(first?.id)
  })

  it('can be mended, removed, and brought back', async () => {
    const popup = pasted()
    const { paste } = popup
    const ids = paste.shown.value.map(({ id }) => id)
    paste.edit(ids[3] ?? '', '1h lunch with everybody')
    paste.remove(ids[4] ?? '')
    expect([paste.ready.value.length, paste.removedCount.value]).toEqual([4, 1])
    paste.undoRemoval()
    expect([texts(popup).length, paste.removedCount.value]).toEqual([5, 0])
    paste.removeAll()
    expect(texts(popup)).toEqual([])
    paste.undoRemoval()
    expect(texts(popup)).toHaveLength(5)
  })

  it('that could not be saved stay, and are saved under the same ids the next time', async () => {
    let isFull = true
    let count = 0
    const popup = pasted({
      answer: () => {
        count += 1
        if (isFull && count === 2) throw new Error('full')
        return undefined
      },
    })
    expect(await popup.model.capture.save()).toBe(true)
    expect(texts(popup)).toHaveLength(4)
    isFull = false
    await popup.model.capture.save()
    const ids = saved(popup).map((input) => (input as { id: string }).id)
    expect(ids).toEqual(['id-1', 'id-2', 'id-2', 'id-3'])
  })

  it('are there when the popup opens again, without those that were stored meanwhile', () => {
    const { drafts } = pasted()
    const draft = drafts.at(-1)
    expect(draft).toMatchObject({ account: EMPLOYEE, text: '' })
    const reopened = openPopupModel({
      draft: draft ?? null,
      snapshot: atWork({ entries: [entry({ id: draft?.lines?.[0]?.id ?? '' })] }),
    })
    expect(texts(reopened)).toHaveLength(4)
    expect(texts(reopened)[0]).toBe('9-11:30 nordwind warehouse scanner')
  })

  it('are gone from the draft when they are saved', async () => {
    const popup = openPopupModel()
    popup.model.capture.takePaste('1h a\n2h b')
    await popup.model.capture.save()
    expect(popup.drafts.at(-1)).toEqual({ account: EMPLOYEE, text: '', entryId: null })
  })

  it('of somebody else are not shown', () => {
    const lines = [{ id: 'x', text: '2h secret' }]
    const popup = openPopupModel({ draft: { account: 'other', text: '', entryId: null, lines } })
    expect(texts(popup)).toEqual([])
  })
})
