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
