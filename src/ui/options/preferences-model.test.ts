import { signal } from '@preact/signals'
import { expect, it, vi } from 'vitest'
import { AppError } from '../../domain/failure.ts'
import type { Failure } from '../attempt.ts'
import { createPreferencesModel, type PreferencesDeps } from './preferences-model.ts'

async function open(changes: Partial<PreferencesDeps> = {}) {
  const failure = signal<Failure | null>(null)
  const writePreferences = vi.fn(async () => undefined)
  const sent: string[] = []
  const model = createPreferencesModel(
    {
      readPreferences: async () => ({ usePageContext: true }),
      writePreferences,
      send: (async (command: string) => void sent.push(command)) as PreferencesDeps['send'],
      ...changes,
    },
    failure,
  )
  await model.load()
  return { model, failure, writePreferences, sent }
}

it('a choice is stored at once', async () => {
  const { model, writePreferences } = await open()
  await model.choose({ usePageContext: false })
  expect(model.chosen.value).toEqual({ usePageContext: false })
  expect(writePreferences).toHaveBeenCalledExactlyOnceWith({ usePageContext: false })
})

it('a choice that cannot be stored is taken back and said', async () => {
  const { model, failure } = await open({
    writePreferences: () => Promise.reject(new AppError('storage-failed')),
  })
  await model.choose({ usePageContext: false })
  expect(model.chosen.value).toEqual({ usePageContext: true })
  expect(failure.value).toMatchObject({ code: 'storage-failed' })
})

it('nothing is chosen before it is known what was', async () => {
  const { model, writePreferences, failure } = await open({
    readPreferences: () => Promise.reject(new AppError('storage-failed')),
  })
  await model.choose({ usePageContext: false })
  expect(model.chosen.value).toBeNull()
  expect(failure.value).toMatchObject({ code: 'storage-failed' })
  expect(writePreferences).not.toHaveBeenCalled()
})

it('the pages are forgotten, and that is said only when it is true', async () => {
  const { model, sent } = await open()
  await model.forgetPages()
  expect([model.isForgotten.value, sent]).toEqual([true, ['forget-pages']])
  const failing = await open({ send: () => Promise.reject(new AppError('storage-failed')) })
  await failing.model.forgetPages()
  expect(failing.model.isForgotten.value).toBe(false)
  expect(failing.failure.value).toMatchObject({ code: 'storage-failed' })
})
