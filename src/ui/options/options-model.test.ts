import { describe, expect, it } from 'vitest'
import { NOW } from '../../../test/e2e/states/entries.ts'
import { atWork, signedOut } from '../../../test/e2e/states/snapshots.ts'
import type { CommandName } from '../../contract/commands.ts'
import { AppError } from '../../domain/failure.ts'
import { createFormats } from '../formats.ts'
import { createOptionsModel, type OptionsDeps } from './options-model.ts'

const OFFERED = signedOut({ logoutUntilMs: NOW.getTime() + 60_000 })

function openOptionsModel(answers: Partial<Record<CommandName, unknown>>) {
  const sent: CommandName[] = []
  let nowMs = NOW.getTime()
  const model = createOptionsModel({
    snapshot: atWork(),
    formats: createFormats('en', 'UTC', '2026'),
    nowMs: () => nowMs,
    send: (async (command: CommandName) => {
      sent.push(command)
      const answer = await answers[command]
      if (answer instanceof AppError) throw answer
      return answer
    }) as OptionsDeps['send'],
    about: () => ({ version: '1.2.3', browser: 'Chrome/144.0.0.0' }),
    readLocalCopy: async () => null,
    readStorageRoom: async () => ({ isKept: true, usedBytes: 0 }),
    download: () => undefined,
    readPreferences: async () => ({ usePageContext: true }),
    writePreferences: async () => undefined,
  })
  const pass = (ms: number) => {
    nowMs += ms
    model.tick()
  }
  return { model, sent, pass }
}

describe('the sign-out at the company, in the settings', () => {
  it('is offered after a sign-out here, until its time is over', () => {
    const { model, pass } = openOptionsModel({})
    expect(model.isLogoutOffered.value).toBe(false)
    model.publish(OFFERED)
    expect(model.isLogoutOffered.value).toBe(true)
    pass(60_000)
    expect(model.isLogoutOffered.value).toBe(false)
  })

  it('is told when it was done there, and not when its window was closed', async () => {
    const answers = { 'sign-out': { revoked: true }, 'sign-out-at-issuer': { confirmed: false } }
    const { model, sent } = openOptionsModel(answers)
    await model.signOut()
    expect(model.outcome.value).toBe('signed-out')
    await model.signOutAtIssuer()
    expect(model.outcome.value).toBe('signed-out')
    answers['sign-out-at-issuer'].confirmed = true
    await model.signOutAtIssuer()
    expect(model.outcome.value).toBe('signed-out-at-issuer')
    expect(sent).toEqual(['sign-out', 'sign-out-at-issuer', 'sign-out-at-issuer'])
  })
})

describe('the picture', () => {
  it('is asked for once, however often the button is pressed meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { model, sent } = openOptionsModel({ 'show-picture': promise })
    const first = model.showPicture()
    await model.showPicture()
    expect(model.isFetchingPicture.value).toBe(true)
    resolve()
    await first
    expect(model.isFetchingPicture.value).toBe(false)
    expect(sent).toEqual(['show-picture'])
  })

  it('can be asked for again after a failure, which is shown', async () => {
    const { model, sent } = openOptionsModel({ 'show-picture': new AppError('picture-unavailable') })
    await model.showPicture()
    expect(model.failure.value).toMatchObject({ code: 'picture-unavailable' })
    await model.showPicture()
    expect(sent).toEqual(['show-picture', 'show-picture'])
  })
})
