import browser from 'webextension-polyfill'

const KEY = 'connection'

const POLICY_COPY_KEY = 'policyCopy'
const POLICY_PATIENCE_MS = 300

export interface ConnectionPlaces {
  /** What the organisation's policy presets; unparsed, empty where there is none. */
  readonly managed: unknown
  /** What the user set by hand; unparsed. */
  readonly user: unknown
}

/**
 * Returns the reader of both.
 *
 * For seconds after its start the browser keeps everyone waiting who asks for the policy: then the one known last
 * serves, and who asks again before the browser has answered does not wait again.
 */
export function connectionPlacesReader(): () => Promise<ConnectionPlaces> {
  let isPatient = true
  return async () => {
    // All is asked for at once: a worker that wakes waits for this, and each call of the API.
    const stored = browser.storage.local.get([POLICY_COPY_KEY, KEY])
    let isAnswered = false
    const policy = readPolicy(stored).finally(() => {
      isAnswered = true
      isPatient = true
    })
    const { [POLICY_COPY_KEY]: known, [KEY]: user = {} } = await stored
    if (known === undefined) return { managed: await policy, user }
    if (!isPatient) return { managed: known, user }
    const patience = new Promise((resolve) => setTimeout(resolve, POLICY_PATIENCE_MS, known))
    const managed = await Promise.race([policy, patience])
    isPatient = isAnswered
    return { managed, user }
  }
}

/** Firefox rejects where there is no policy. */
async function readPolicy(copy: Promise<Readonly<Record<string, unknown>>>): Promise<unknown> {
  const [policy, stored] = await Promise.all([browser.storage.managed.get().catch(() => ({})), copy])
  const isNews = JSON.stringify(policy) !== JSON.stringify(stored[POLICY_COPY_KEY])
  if (isNews) await browser.storage.local.set({ [POLICY_COPY_KEY]: policy })
  return policy
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
