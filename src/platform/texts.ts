import browser from 'webextension-polyfill'

/** A sentence from `_locales` in the browser's language. */
export function text(key: string, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions)
}

/** The browser's language as a BCP 47 tag. */
export function language(): string {
  return browser.i18n.getUILanguage()
}
