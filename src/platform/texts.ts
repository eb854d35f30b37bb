import browser from 'webextension-polyfill'
import type english from '../../public/_locales/en/messages.json'

export type TextKey = keyof typeof english

/** A sentence from `_locales` in the browser's language, in English where there is none in it. */
export function text(key: TextKey, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions)
}

/**
 * The language of the sentences as a BCP 47 tag, with the region of the browser's language (`en-GB`) where it is
 * the same language: dates and numbers must fit the words around them.
 */
export function language(): string {
  const ofTexts = text('languageTag')
  const ofBrowser = browser.i18n.getUILanguage()
  return ofBrowser.split('-')[0] === ofTexts ? ofBrowser : ofTexts
}
