import browser from 'webextension-polyfill'

export interface OmniboxUser {
  /** The keyword was typed; the line follows. */
  readonly onStart: () => void
  /** What Enter would do with this line, in words. */
  readonly preview: (line: string) => Promise<string>
  readonly onEnter: (line: string) => void
}

/** Listens to what is typed behind the keyword in the address bar. */
export function listenToOmnibox({ onStart, preview, onEnter }: OmniboxUser): void {
  let latest = 0
  browser.omnibox.onInputStarted.addListener(onStart)
  browser.omnibox.onInputChanged.addListener((line, suggest) => {
    latest += 1
    const mine = latest
    // Chromium waits for the list until the next key: there is one entry alone, the preview.
    suggest([])
    preview(line).then(
      (words) => {
        // Of an earlier line that was read more slowly.
        if (mine === latest) browser.omnibox.setDefaultSuggestion({ description: markUp(words) })
      },
      (error: unknown) => console.error(error),
    )
  })
  browser.omnibox.onInputEntered.addListener((line) => onEnter(line))
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
/** All that XML 1.0 (section 2.2) has no place for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those it is about
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

/** Chromium reads a description as XML, Firefox as it is. */
function markUp(words: string): string {
  const isXml = browser.runtime.getURL('').startsWith('chrome-extension:')
  return isXml ? escapeXml(words) : words
}

export function escapeXml(words: string): string {
  return words.replace(NO_XML, ' ').replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark)
}
