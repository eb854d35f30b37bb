import type english from '../../public/_locales/en/messages.json'
import { nativeBrowser } from './native-browser.ts'

export type TextKey = keyof typeof english

/** A sentence from `_locales` in the browser's language, in English where there is none in it. */
export function text(key: TextKey, ...substitutions: string[]): string {
  return nativeBrowser.i18n.getMessage(key, substitutions)
}

/**
 * The language of the sentences as a BCP 47 tag, with the region that the user prefers for it (`en-GB`): dates and
 * numbers must fit the words around them. `i18n.getUILanguage` would cost the first frame a wait for the browser.
 */
export function language(): string {
  const ofTexts = text('languageTag')
  return navigator.languages.find((tag) => tag.split('-')[0] === ofTexts) ?? ofTexts
}
