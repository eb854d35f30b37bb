import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../domain/failure.ts'
import type { ReminderPreferences } from '../../domain/reminders.ts'
import type { Failure } from '../attempt.ts'
import type { Send } from '../send.ts'
import { createRemindersModel } from './reminders-model.ts'

const STORED: ReminderPreferences = {
  deadline: { isOn: true, weekday: 5, time: '15:00' },
  approvals: { isOn: false, weekday: 1, time: '10:00' },
  daily: { isOn: false, weekdays: [1, 2], time: '17:00', underMinutes: 480 },
}
const LATER = { ...STORED, deadline: { ...STORED.deadline, time: '16:00' } }
const LATEST = { ...STORED, deadline: { ...STORED.deadline, time: '17:00' } }

function open(answer: (command: string, input: unknown) => unknown) {
  const failure = signal<Failure | null>(null)
  const send = (async (command: string, input: unknown) => await answer(command, input)) as Send
  return { model: createRemindersModel(send, failure), failure }
}

describe('the reminders in the settings', () => {
  it('are those of the worker, and a change is stored at once', async () => {
    const sent: unknown[] = []
    const { model } = open((command, input) => {
      sent.push([command, input])
      return command === 'read-reminders' ? STORED : input
    })
    await model.load()
    expect(model.preferences.value).toEqual(STORED)
    expect(model.isSaved.value).toBe(false)
    await model.change(LATER)
    expect(model.isSaved.value).toBe(true)
    expect(sent).toEqual([
      ['read-reminders', {}],
      ['save-reminders', LATER],
    ])
  })

  it('are said to be saved only when the last change is', async () => {
    const stored = [Promise.withResolvers<unknown>(), Promise.withResolvers<unknown>()] as const
    let calls = 0
    const { model } = open(() => {
      calls += 1
      return stored[calls - 1]?.promise
    })
    const changes = [model.change(LATER), model.change(LATEST)]
    stored[0].resolve(LATER)
    await changes[0]
    expect(model.isSaved.value).toBe(false)
    stored[1].resolve(LATEST)
    await changes[1]
    expect(model.isSaved.value).toBe(true)
  })

  it('that cannot be stored stay on screen, with the reason', async () => {
    const { model, failure } = open(() => {
      throw new AppError('storage-failed')
    })
    await model.change(LATER)
    expect(model.preferences.value).toEqual(LATER)
    expect(model.isSaved.value).toBe(false)
    expect(failure.value?.code).toBe('storage-failed')
  })
})
