import { describe, expect, it } from 'vitest'
import { NOW } from '../../../test/e2e/states/entries.ts'
import { atWork } from '../../../test/e2e/states/snapshots.ts'
import { timer } from '../../../test/e2e/states/timer-states.ts'
import { EMPLOYEE, openPopupModel } from '../../../test/support/popup-model.ts'

const RUNNING = timer({ id: 'running' })
const AWAY = timer({ aways: [{ fromMs: NOW.getTime() - 1_200_000, toMs: NOW.getTime() - 60_000 }] })
const answering =
  (outcome: string, minutes: number | null = null) =>
  () => ({ outcome, minutes })

describe('a line', () => {
  it('without a duration starts a timer for what it says, and is empty when that runs', async () => {
    const { model, sent, drafts, type } = openPopupModel({ answer: answering('done') })
    type('@website design review')
    expect(await model.capture.startTimer()).toBe(true)
    expect(sent).toEqual([
      {
        command: 'start-timer',
        input: {
          id: 'id-1',
          work: {
            project: 'Website',
            projectId: 'p1',
            task: null,
            tags: [],
            note: 'design review',
            billable: true,
          },
          seen: null,
        },
      },
    ])
    expect(drafts.at(-2)).toEqual({ account: EMPLOYEE, text: '@website design review', entryId: 'id-1' })
    expect(model.capture.line.value).toBe('')
    expect(model.outcome.value).toMatchObject({ kind: 'timer', did: 'started' })
  })

  it('with a duration starts none and stays; why is said until it is changed', async () => {
    const { model, sent, type } = openPopupModel()
    type('2h @website design review')
    expect(await model.capture.startTimer()).toBe(false)
    expect([model.capture.timerFault.value, sent]).toEqual(['has-duration', []])
    type('@website design review')
    expect(model.capture.timerFault.value).toBeNull()
  })

  it('stays when another page was faster', async () => {
    const { model, type } = openPopupModel({ answer: answering('changed') })
    type('@website design review')
    expect(await model.capture.startTimer()).toBe(false)
    expect(model.capture.line.value).toBe('@website design review')
    expect(model.outcome.value?.kind).toBe('timer-changed')
  })

  it('whose timer runs already is done, though nobody heard of its start', () => {
    const draft = { account: EMPLOYEE, text: '@website design review', entryId: 'running' }
    const { model } = openPopupModel({ snapshot: atWork({ timer: RUNNING }), draft })
    expect(model.capture.line.value).toBe('')
  })

  it('comes back into the field when the switch that it made is undone', async () => {
    const untilMs = NOW.getTime() + 5_000
    const { model, type } = openPopupModel({
      snapshot: atWork({ timer: RUNNING }),
      answer: ({ command }) => (command === 'undo' ? { undone: true } : { outcome: 'done', minutes: 42 }),
    })
    type('@website tickets')
    await model.capture.startTimer()
    expect(model.outcome.value).toMatchObject({ did: 'switched', minutes: 42, work: RUNNING.work })
    model.publish(atWork({ undo: { operationId: 'o', kind: 'timer-switched', untilMs } }))
    await model.undo()
    expect(model.capture.line.value).toBe('@website tickets')
  })
})

describe('the timer', () => {
  it('counts by the clock of the page', () => {
    const { model, pass } = openPopupModel({ snapshot: atWork({ timer: RUNNING }) })
    const before = model.timers.elapsedMs.value
    pass(1_000)
    expect(model.timers.elapsedMs.value - before).toBe(1_000)
  })

  it('that is on screen is the one that is meant', async () => {
    const { model, sent } = openPopupModel({
      snapshot: atWork({ timer: RUNNING }),
      answer: answering('done', 42),
    })
    for (const act of ['pause', 'resume', 'stop', 'discard'] as const)
      expect(await model.timers[act]()).toBe(true)
    expect(sent).toEqual([
      { command: 'pause-timer', input: { id: 'running' } },
      { command: 'resume-timer', input: { id: 'running' } },
      { command: 'stop-timer', input: { id: 'running' } },
      { command: 'discard-timer', input: { id: 'running' } },
    ])
  })

  it('that is not there is not acted on', async () => {
    const { model, sent } = openPopupModel()
    expect(await model.timers.stop()).toBe(false)
    expect(await model.timers.settle('keep')).toBe(false)
    expect(sent).toEqual([])
  })

  it('is asked about, and the answer names what was on screen', async () => {
    const { model, sent } = openPopupModel({
      snapshot: atWork({ timer: AWAY }),
      answer: answering('done', 22),
    })
    await model.timers.settle('stop')
    expect(sent).toEqual([
      {
        command: 'settle-idle',
        input: { id: AWAY.id, answer: 'stop', awayFromMs: NOW.getTime() - 1_200_000 },
      },
    ])
    expect(model.outcome.value).toMatchObject({ did: 'stopped', minutes: 22 })
  })
})
