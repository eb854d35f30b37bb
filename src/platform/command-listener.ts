import browser from 'webextension-polyfill'
import { answerCommand, type HandlerOf, type Own, pageOf, type Sender } from './command-dispatch.ts'

/** Registers the one listener for messages. Messages of strangers get no answer at all; others always get one. */
export function listenForCommands(handlerOf: HandlerOf): void {
  const own: Own = {
    id: browser.runtime.id,
    pages: {
      popup: browser.runtime.getURL('popup.html'),
      page: browser.runtime.getURL('page.html'),
      sidepanel: browser.runtime.getURL('sidepanel.html'),
      options: browser.runtime.getURL('options.html'),
    },
  }
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender) => {
    const page = pageOf(sender, own)
    return page ? answerCommand(message, page, handlerOf) : undefined
  })
}
