import { describe, expect, it } from 'vitest'
import { entry, TODAY } from '../../../test/e2e/states/entries.ts'
import { atWork } from '../../../test/e2e/states/snapshots.ts'
import { openPopupModel } from '../../../test/support/popup-model.ts'
import type { EntryView } from '../../contract/snapshot.ts'
import { AppError } from '../../domain/failure.ts'
import { weekViewModelOf } from './week-view-model.ts'

const [MONDAY, THURSDAY, LAST_MONDAY] = ['2026-11-16', '2026-11-19', '2026-11-09']
const a = entry({ id: 'a', date: MONDAY, note: 'a' })
const b = entry({ id: 'b', date: THURSDAY, note: 'b' })
const c = entry({ id: 'c', note: 'c' })
const approved = entry({ id: 'approved', date: MONDAY, status: 'approved' })
const snapshot = atWork({ entries: [c, b, a, approved] })
const old = entry({ id: 'old', date: '2026-11-12', note: 'old' })
const days = (...entries: readonly EntryView[]) => ({ entries, truncated: false })

type Answers = Readonly<Record<string, unknown>>

/** The week's model of a popup that is at work, in front of a worker that answers so. */
function openWeek(answers: Answers = {}) {
  const popup = openPopupModel({ snapshot, answer: ({ command }) => answers[command] })
  return { ...popup, week: weekViewModelOf(popup.model) }
}
const settle = () => new Promise((resolve) => setTimeout(resolve))
const idsOf = (entries: readonly EntryView[] | null) => entries?.map(({ id }) => id)

describe('the week on screen', () => {
  it('is this one, from the snapshot, without a question', () => {
    const { week, sent } = openWeek()
    expect(week.days.value[0]).toBe(MONDAY)
    expect(idsOf(week.entries.value)).toEqual(['c', 'b', 'a', 'approved'])
    expect(sent).toEqual([])
  })

  it('may be an earlier one, which is asked for, and again after each change', async () => {
    const { week, sent, model } = openWeek({ 'read-week': days(old) })
    week.turn(-1)
    expect([week.days.value[0], week.entries.value]).toEqual([LAST_MONDAY, null])
    await settle()
    expect(idsOf(week.entries.value)).toEqual(['old'])
    model.publish(atWork())
    expect(idsOf(week.entries.value)).toEqual(['old'])
    await settle()
    expect(sent.map(({ command, input }) => [command, input])).toEqual([
      ['read-week', { monday: LAST_MONDAY }],
      ['read-week', { monday: LAST_MONDAY }],
    ])
  })

  it('is never the one after this', () => {
    const { week, model } = openWeek({ 'read-week': days() })
    week.turn(1)
    expect(model.shownMonday.value).toBeNull()
    week.turn(-1)
    week.turn(-1)
    week.turn(1)
    expect(week.days.value[0]).toBe(LAST_MONDAY)
    week.turnToNow()
    expect([week.days.value[0], week.isThisWeek.value]).toEqual([MONDAY, true])
  })

  it('shows no answer that belongs to another week', async () => {
    const first = Promise.withResolvers<unknown>()
    const answers = [first.promise, days(entry({ id: 'older', date: '2026-11-03' }))]
    const { model } = openPopupModel({ snapshot, answer: () => answers.shift() })
    const week = weekViewModelOf(model)
    week.turn(-1)
    week.turn(-1)
    await settle()
    first.resolve(days(old))
    await settle()
    expect(idsOf(week.entries.value)).toEqual(['older'])
  })

  it('that cannot be read says why, and is read again when asked', async () => {
    let isBroken = true
    const { model } = openPopupModel({
      snapshot,
      answer: () => {
        if (isBroken) throw new AppError('storage-failed')
        return days(old)
      },
    })
    const week = weekViewModelOf(model)
    week.turn(-1)
    await settle()
    expect([week.failure.value?.code, week.entries.value]).toEqual(['storage-failed', null])
    expect(model.failure.value).toBeNull()
    isBroken = false
    await week.readAgain()
    expect([week.failure.value, idsOf(week.entries.value)]).toEqual([null, ['old']])
  })

  it('is this one again for the next person', async () => {
    const { week, model } = openWeek({ 'read-week': days(old) })
    week.turn(-1)
    await settle()
    const other = { key: 'https://login.example|other', name: 'Other', email: null }
    model.publish(atWork({ account: other, entries: [] }))
    expect([week.isThisWeek.value, week.entries.value]).toEqual([true, []])
  })
})

describe('a move', () => {
  it('takes what can be moved and is not there yet', async () => {
    const { week, sent, model } = openWeek()
    expect(await week.move([a, b, approved], THURSDAY)).toBe(true)
    expect(sent).toEqual([{ command: 'move-entries', input: { ids: ['a'], date: THURSDAY } }])
    expect(model.outcome.value).toEqual({ kind: 'moved', entries: [{ ...a, date: THURSDAY }] })
  })

  it.each([
    ['a day to come', [a], '2026-11-21'],
    ['the day on which it is', [c], TODAY],
    ['another day, of what is approved', [approved], THURSDAY],
  ])('to %s is none', async (_, entries, date) => {
    const { week, sent } = openWeek()
    expect(week.canMove(entries, date)).toBe(false)
    expect(await week.move(entries, date)).toBe(false)
    expect(sent).toEqual([])
  })

  it('by a day opens the day together with the arrival of the entry', async () => {
    const { week, model } = openWeek()
    model.openDay.value = THURSDAY
    await week.shift(b, 1)
    expect([model.openDay.value, week.followed.value]).toEqual([THURSDAY, { id: 'b', date: TODAY }])
    model.publish(atWork({ entries: [c, { ...b, date: TODAY }, a] }))
    expect(model.openDay.value).toBe(TODAY)
  })

  it('by a day that fails follows nothing', async () => {
    const { model } = openPopupModel({
      snapshot,
      answer: () => {
        throw new AppError('entry-locked')
      },
    })
    const week = weekViewModelOf(model)
    expect(await week.shift(b, -1)).toBe(false)
    expect([week.followed.value, model.failure.value?.code]).toEqual([null, 'entry-locked'])
  })
})

describe('a selection', () => {
  it('chooses one by one, in ranges over days, and by day', () => {
    const { week } = openWeek()
    const { selection } = week
    selection.start()
    const chosen = () => idsOf(selection.chosen.value)
    selection.toggle('a', false)
    expect(chosen()).toEqual(['a'])
    selection.toggle('c', true)
    expect(chosen()).toEqual(['a', 'approved', 'b', 'c'])
    selection.toggle('b', false)
    expect(chosen()).toEqual(['a', 'approved', 'c'])
    selection.setAll(['a', 'approved'], false)
    expect(chosen()).toEqual(['c'])
    selection.end()
    expect([selection.isOn.value, chosen()]).toEqual([false, []])
  })

  it('lets go of what has gone, and of everything when another week is shown', () => {
    const { week, model } = openWeek({ 'read-week': days() })
    week.selection.start()
    week.selection.setAll(['a', 'b'], true)
    model.publish(atWork({ entries: [b] }))
    expect(idsOf(week.selection.chosen.value)).toEqual(['b'])
    week.turn(-1)
    expect(week.selection.isOn.value).toBe(false)
  })

  it('is deleted in one act, without what cannot be', async () => {
    const { week, sent, model } = openWeek()
    await week.remove([a, b, approved])
    expect(sent).toEqual([{ command: 'delete-entries', input: { ids: ['a', 'b'] } }])
    expect(model.outcome.value).toEqual({ kind: 'deleted-many', entries: [a, b] })
  })
})

describe('a copy of last week', () => {
  const last = [entry({ id: 'mon', date: LAST_MONDAY, note: 'standup' }), old]

  it('is shown first and stored when it is accepted, each on its weekday', async () => {
    const { week, sent } = openWeek({ 'read-week': days(...last) })
    await week.copying.open('week')
    expect(week.copying.offer.value).toMatchObject({ from: LAST_MONDAY, to: '2026-11-15', toCome: [] })
    expect(sent).toHaveLength(1)
    await week.copying.accept()
    expect(sent.at(-1)).toEqual({
      command: 'copy-entries',
      input: {
        copies: [
          { id: 'id-1', of: 'old', date: THURSDAY },
          { id: 'id-2', of: 'mon', date: MONDAY },
        ],
      },
    })
    expect(week.copying.offer.value).toBeNull()
  })

  it('accepted twice is asked for under the same ids', async () => {
    const { week, sent } = openWeek({ 'read-week': days(...last) })
    await week.copying.open('week')
    await Promise.all([week.copying.accept(), week.copying.accept()])
    const inputs = sent.filter(({ command }) => command === 'copy-entries').map(({ input }) => input)
    expect(inputs[1]).toEqual(inputs[0])
  })

  it('into an earlier week is one of the week before that', async () => {
    const { week, sent } = openWeek({ 'read-week': days(old) })
    week.turn(-1)
    await settle()
    await week.copying.open('week')
    expect(sent.at(-1)).toEqual({ command: 'read-week', input: { monday: '2026-11-02' } })
  })

  it('that fails stays open', async () => {
    const { model } = openPopupModel({
      snapshot,
      answer: ({ command }) => {
        if (command === 'copy-entries') throw new AppError('storage-failed')
        return days(old)
      },
    })
    const week = weekViewModelOf(model)
    await week.copying.open('week')
    expect(await week.copying.accept()).toBe(false)
    expect(week.copying.offer.value?.copies).toHaveLength(1)
  })
})

it('“Same as yesterday” copies the last day that has any, without what is there already', async () => {
  const friday = [
    entry({ id: 'x', date: '2026-11-13', note: 'c' }),
    entry({ id: 'y', date: '2026-11-13', note: 'y' }),
  ]
  const { week, sent } = openWeek({ 'read-last-day': days(...friday) })
  await week.copying.open('day')
  expect(sent[0]).toEqual({ command: 'read-last-day', input: { date: TODAY } })
  const offer = week.copying.offer.value
  expect([offer?.from, offer?.copies.map(({ of, date }) => [of.id, date])]).toEqual([
    '2026-11-13',
    [['y', TODAY]],
  ])
  expect(idsOf(offer?.alreadyThere ?? null)).toEqual(['x'])
})
