import browser from 'webextension-polyfill'

const KEY = 'connection'

const POLICY_COPY_KEY = 'policyCopy'
const POLICY_PATIENCE_MS = 300

/**
 * Returns the reader of what the organisation's policy presets; unparsed, empty where there is none.
 *
 * For seconds after its start the browser keeps everyone waiting who asks: then the policy known last serves, and who
 * asks again before the browser has answered does not wait again.
 */
export function managedConnectionReader(): () => Promise<unknown> {
  let isPatient = true
  return async () => {
    // Both are asked for at once: a worker that wakes waits for this.
    const copy = browser.storage.local.get(POLICY_COPY_KEY).then((stored) => stored[POLICY_COPY_KEY])
    let isAnswered = false
    const policy = readPolicy(copy).finally(() => {
      isAnswered = true
      isPatient = true
    })
    const known = await copy
    if (known === undefined) return await policy
    if (!isPatient) return known
    const patience = new Promise((resolve) => setTimeout(resolve, POLICY_PATIENCE_MS, known))
    const first = await Promise.race([policy, patience])
    isPatient = isAnswered
    return first
  }
}

/** Firefox rejects where there is no policy. */
async function readPolicy(copy: Promise<unknown>): Promise<unknown> {
  const [policy, known] = await Promise.all([browser.storage.managed.get().catch(() => ({})), copy])
  const isNews = JSON.stringify(policy) !== JSON.stringify(known)
  if (isNews) await browser.storage.local.set({ [POLICY_COPY_KEY]: policy })
  return policy
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
