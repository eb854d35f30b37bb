import type { Browser } from 'webextension-polyfill'

const scope = globalThis as unknown as { readonly browser?: Browser; readonly chrome: Browser }

/**
 * The browser's API as it is, for what pages load: in the browsers that are supported it speaks promises itself. The
 * polyfill, which the background worker needs to answer messages by promises, would cost the first frame its time.
 */
export const nativeBrowser: Browser = scope.browser ?? scope.chrome
