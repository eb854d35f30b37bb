import { describe, expect, it, vi } from 'vitest'
import { COMMANDS, type CommandName } from '../contract/commands.ts'
import { fail } from '../domain/failure.ts'
import { answerCommand, type CommandHandlers, pageOf } from './command-dispatch.ts'

const OWN = {
  id: 'own-id',
  pages: {
    popup: 'chrome-extension://own-id/popup.html',
    page: 'chrome-extension://own-id/page.html',
    sidepanel: 'chrome-extension://own-id/sidepanel.html',
    options: 'chrome-extension://own-id/options.html',
  },
}

describe('who is answered', () => {
  it.each([
    ['the popup', { id: 'own-id', url: 'chrome-extension://own-id/popup.html' }, 'popup'],
    [
      'the popup in a tab',
      { id: 'own-id', url: 'chrome-extension://own-id/popup.html?a#b', frameId: 0 },
      'popup',
    ],
    ['the full page', { id: 'own-id', url: 'chrome-extension://own-id/page.html#week', frameId: 0 }, 'page'],
    ['the side panel', { id: 'own-id', url: 'chrome-extension://own-id/sidepanel.html' }, 'sidepanel'],
    ['the options page', { id: 'own-id', url: 'chrome-extension://own-id/options.html' }, 'options'],
    ['another extension', { id: 'other', url: 'chrome-extension://own-id/popup.html' }, null],
    ['a web page', { id: 'own-id', url: 'https://own-id/popup.html' }, null],
    [
      'a page whose address begins alike',
      { id: 'own-id', url: 'chrome-extension://own-id/popup.html.evil' },
      null,
    ],
    ['another page of ours', { id: 'own-id', url: 'chrome-extension://own-id/other.html' }, null],
    ['a page below one of ours', { id: 'own-id', url: 'chrome-extension://own-id/page.html/x' }, null],
    [
      'a frame in the full page',
      { id: 'own-id', url: 'chrome-extension://own-id/page.html', frameId: 1 },
      null,
    ],
    ['a frame', { id: 'own-id', url: 'chrome-extension://own-id/popup.html', frameId: 3 }, null],
    ['nobody', {}, null],
  ])('%s', (_, sender, expected) => {
    expect(pageOf(sender, OWN)).toBe(expected)
  })
})

describe('the table of commands', () => {
  it('lets the full page and the side panel send what the popup may, and nothing else', () => {
    const sentBy = (page: string) =>
      Object.entries(COMMANDS)
        .filter(([, { from }]) => (from as readonly string[]).includes(page))
        .map(([name]) => name)
    expect(sentBy('popup')).toContain('capture-entry')
    expect(sentBy('page')).toEqual(sentBy('popup'))
    expect(sentBy('sidepanel')).toEqual(sentBy('popup'))
    expect(sentBy('page')).not.toContain('save-connection')
  })
})

const handlersWith = (some: Partial<CommandHandlers>) => async (name: CommandName) =>
  (some as CommandHandlers)[name]

describe('answerCommand', () => {
  it('parses the input, runs the handler and replies', async () => {
    const undo = vi.fn(async () => ({ undone: true }))
    const input = { operationId: '0190a4a0-0000-7000-8000-000000000000' }
    const reply = await answerCommand({ command: 'undo', input }, 'popup', handlersWith({ undo }))
    expect(reply).toEqual({ ok: true, value: { undone: true } })
    expect(undo).toHaveBeenCalledWith(input)
  })

  it.each([
    ['unknown', { command: 'no-such-command', input: {} }],
    ['of the prototype', { command: 'toString', input: {} }],
    ['of the prototype chain', { command: '__proto__', input: {} }],
    ['without input', { command: 'undo' }],
    ['with a wrong type', { command: 'undo', input: { operationId: 7 } }],
    ['with more than asked', { command: 'sign-in', input: { issuer: 'https://evil.example' } }],
    ['with members beside', { command: 'sign-in', input: {}, token: 'x' }],
    ['only the options page may send', { command: 'save-connection', input: {} }],
    ['null', null],
    ['nothing', undefined],
    ['text', 'sign-in'],
  ])('a message %s is refused', async (_, message) => {
    const reply = await answerCommand(message, 'popup', async () => {
      throw new Error('no handler may run')
    })
    expect(reply).toEqual({ ok: false, error: { code: 'bad-command', detail: null } })
  })

  it('an oversized message is refused before it is read', async () => {
    const message = { command: 'sign-in', input: { text: 'x'.repeat(600_000) } }
    expect(await answerCommand(message, 'popup', handlersWith({}))).toEqual({
      ok: false,
      error: { code: 'too-large', detail: null },
    })
  })

  it('a failure is answered with its code; what caused it stays behind', async () => {
    const broken = handlersWith({
      'sign-out': async () => fail('offline', { cause: new Error('Bearer secret') }),
      synchronise: async () => {
        throw new Error('Bearer secret')
      },
    })
    expect(await answerCommand({ command: 'sign-out', input: {} }, 'popup', broken)).toEqual({
      ok: false,
      error: { code: 'offline', detail: null },
    })
    expect(await answerCommand({ command: 'synchronise', input: {} }, 'popup', broken)).toEqual({
      ok: false,
      error: { code: 'unexpected', detail: null },
    })
  })
})
