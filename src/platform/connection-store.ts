import browser from 'webextension-polyfill'

const KEY = 'connection'

/** What the organisation's policy presets; unparsed. Empty where there is no policy (Firefox rejects then). */
export async function readManagedConnection(): Promise<unknown> {
  return await browser.storage.managed.get().catch(() => ({}))
}

/** What the user set by hand; unparsed. */
export async function readUserConnection(): Promise<unknown> {
  return (await browser.storage.local.get(KEY))[KEY] ?? {}
}

export async function writeUserConnection(connection: object): Promise<void> {
  await browser.storage.local.set({ [KEY]: connection })
}

/** What the build presets: nothing in production. */
export function buildConnection(): unknown {
  return __TIMEJOT_DEFAULTS__
}

/** True in demo and test builds alone. */
export const LOOPBACK_ALLOWED: boolean = __TIMEJOT_LOOPBACK__
