import browser from 'webextension-polyfill'
import { answerCommand, type CommandHandlers, type Own, pageOf, type Sender } from './command-dispatch.ts'

/**
 * Registers the one listener for messages. Messages of strangers get no answer at all; others always get one.
 *
 * @param handlers ready at some later time: the listener itself must be registered before the first await
 */
export function listenForCommands(handlers: () => Promise<CommandHandlers>): void {
  const own: Own = {
    id: browser.runtime.id,
    pages: { popup: browser.runtime.getURL('popup.html'), options: browser.runtime.getURL('options.html') },
  }
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender) => {
    const page = pageOf(sender, own)
    return page ? answerCommand(message, page, handlers) : undefined
  })
}
