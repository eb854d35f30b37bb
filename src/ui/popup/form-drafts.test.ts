import { describe, expect, it } from 'vitest'
import { approval, entry, TODAY } from '../../../test/e2e/states/entries.ts'
import { atWork, managing } from '../../../test/e2e/states/snapshots.ts'
import { timer } from '../../../test/e2e/states/timer-states.ts'
import { EMPLOYEE, openPopupModel } from '../../../test/support/popup-model.ts'
import type { FormDraft } from '../../platform/draft-store.ts'

const FIELDS = { duration: '1h', date: TODAY, project: '', tags: '', note: 'half a thou' }
const snapshot = atWork({
  entries: [
    entry({ id: 'a' }),
    entry({ id: 'b', date: '2026-11-17' }),
    entry({ id: 'old', date: '2026-11-02' }),
  ],
})
const edit = (entryId: string, date: string = TODAY): FormDraft => ({
  ...{ account: EMPLOYEE, form: 'edit', entryId, date, fields: FIELDS },
})

describe('a form that is open', () => {
  it('keeps each keystroke until it is closed', () => {
    const { model, formDrafts } = openPopupModel({ snapshot })
    model.editing.value = 'a'
    model.keepTyped('edit', { id: 'a', date: TODAY }, FIELDS)
    expect(model.typedInto('edit', 'a')).toEqual(FIELDS)
    model.show('week')
    model.show('today')
    expect(formDrafts).toEqual([edit('a')])
    model.editing.value = null
    expect(formDrafts).toEqual([edit('a'), null])
    expect(model.typedInto('edit', 'a')).toBeNull()
  })

  it('with nothing typed keeps nothing', () => {
    const { model, formDrafts } = openPopupModel({ snapshot })
    model.editing.value = 'a'
    model.editing.value = null
    expect(formDrafts).toEqual([])
  })

  it.each([
    ['a', 'today', null],
    ['b', 'week', '2026-11-17'],
    ['old', 'today', null],
  ])('stands open again at its entry (%s) when the popup does', (id, view, openDay) => {
    const { model, formDrafts } = openPopupModel({ snapshot, form: edit(id) })
    expect(model.editing.value).toBe(id)
    expect([model.view.value, model.openDay.value]).toEqual([view, openDay])
    expect(model.typedInto('edit', id)).toEqual(FIELDS)
    expect(formDrafts).toEqual([])
  })

  it.each([
    ['t', 't', { line: '@acme' }],
    ['another', null, null],
  ])('of a timer stands open again while that one runs (%s)', (entryId, editing, typed) => {
    const form: FormDraft = { account: EMPLOYEE, form: 'timer', entryId, fields: { line: '@acme' } }
    const { model } = openPopupModel({ snapshot: atWork({ timer: timer({ id: 't' }) }), form })
    expect([model.timers.editing.value, model.typedInto('timer', entryId)]).toEqual([editing, typed])
    expect(model.view.value).toBe('today')
  })

  it('of a timer gives its words to the line when that one was stopped elsewhere, also while the popup was closed', () => {
    const form: FormDraft = { account: EMPLOYEE, form: 'timer', entryId: 't', fields: { line: '@acme call' } }
    const { model, drafts, formDrafts, type } = openPopupModel({
      snapshot: atWork({ timer: timer({ id: 't' }) }),
      form,
    })
    type('1h')
    model.publish(atWork({ timer: timer({ id: 't', runningSinceMs: null }) }))
    expect(model.capture.line.value).toBe('1h')
    model.publish(atWork({ timer: null }))
    expect([model.capture.line.value, model.timers.editing.value]).toEqual(['1h @acme call', null])
    expect([drafts.at(-1)?.text, formDrafts]).toEqual(['1h @acme call', [null]])
    model.publish(atWork({ timer: timer({ id: 'next' }) }))
    expect(model.capture.line.value).toBe('1h @acme call')

    const later = openPopupModel({ snapshot: atWork({ timer: timer({ id: 'next' }) }), form })
    expect([later.model.capture.line.value, later.formDrafts]).toEqual(['@acme call', [null]])
    const second = openPopupModel({ draft: later.drafts.at(-1) ?? null, form })
    expect(second.model.capture.line.value).toBe('@acme call')
  })

  it('of a timer gives no words to somebody else', () => {
    const { model, drafts } = openPopupModel({ snapshot: atWork({ timer: timer({ id: 't' }) }) })
    model.timers.editing.value = 't'
    model.keepTyped('timer', { id: 't', date: TODAY }, { line: '@acme' })
    model.publish(managing())
    expect([model.capture.line.value, drafts]).toEqual(['', []])
  })

  it('of an entry of another week stands open again in that week', () => {
    const { model } = openPopupModel({ snapshot, form: edit('of then', '2026-11-12') })
    expect([model.view.value, model.shownMonday.value, model.openDay.value]).toEqual([
      'week',
      '2026-11-09',
      '2026-11-12',
    ])
    expect(model.typedInto('edit', 'of then')).toEqual(FIELDS)
  })

  it('of a rejection stands open again among the approvals', () => {
    const approvals = [approval('Ada', { id: 'x' })]
    const manager = managing({ approvals })
    const account = manager.account?.key ?? ''
    const form = { account, form: 'reject', entryId: 'x', fields: { reason: 'Please spl' } } as const
    const { model } = openPopupModel({ snapshot: manager, form })
    expect([model.view.value, model.rejecting.value]).toEqual(['approvals', 'x'])
    expect(model.typedInto('reject', 'x')).toEqual({ reason: 'Please spl' })
  })

  it.each([
    ['of somebody else', { ...edit('a'), account: 'https://login.example|other' }],
    ['whose entry is gone and has left no day', { ...edit('gone'), date: undefined }],
  ])('%s stays closed', (_, form) => {
    const { model } = openPopupModel({ snapshot, form })
    expect([model.editing.value, model.view.value]).toEqual([null, 'today'])
    expect(model.typedInto('edit', form.entryId)).toBeNull()
  })
})
