import { expect, it } from 'vitest'
import { standingsOf, weekStateOf } from './week-state.ts'

const NOTHING = { pending: null, waitsFor: [], failure: null } as const
const SUBMIT = { ...NOTHING, pending: 'submit' } as const
const draft = { status: 'draft' } as const
const submitted = { status: 'submitted' } as const
const approved = { status: 'approved' } as const

it.each([
  ['nothing in it', NOTHING, [], 'empty', false, false],
  ['drafts', NOTHING, [draft], 'open', true, false],
  ['everything submitted', NOTHING, [submitted], 'submitted', false, true],
  ['a draft since', NOTHING, [draft, submitted], 'partly-submitted', true, true],
  ['something approved', NOTHING, [submitted, approved], 'partly-reviewed', false, false],
  ['a submission on its way', SUBMIT, [draft], 'submitting', false, true],
  ['a submission behind entries', { ...SUBMIT, waitsFor: ['e1'] }, [draft], 'held-up', false, true],
  ['a refused submission', { ...SUBMIT, failure: 'week-empty' }, [draft], 'refused', true, true],
  ['a recall on its way', { ...NOTHING, pending: 'recall' }, [submitted], 'recalling', true, false],
] as const)('a week with %s', (_, state, entries, standing, maySubmit, mayRecall) => {
  expect(standingsOf(state, entries)).toEqual({ standing, maySubmit, mayRecall })
})

it('a week of which nothing was said has the usual targets', () => {
  expect(weekStateOf({ weeks: [] }, '2026-W48')).toMatchObject({
    targetMinutes: 2400,
    dayTargetMinutes: 480,
    pending: null,
  })
})
