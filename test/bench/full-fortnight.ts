import { API_AUDIENCE, type DemoServers } from '../../src/demo/build-extension.ts'
import type { Credentials } from '../../src/demo/sign-in-window.ts'
import { addDays, weekOf } from '../../src/domain/local-date.ts'
import { DEMO_ACCOUNTS, MACHINE_CLIENT } from '../../src/server/identity/accounts.ts'
import { ExtensionBrowser } from '../support/extension.ts'

export const ENTRY_COUNT = 500

const [EMPLOYEE] = DEMO_ACCOUNTS
const TIMEOUT_MS = 30_000
const PROJECTS = ['acme-website', 'orbit-support', 'northwind-erp', 'globex-app']

/** Entries of ten minutes from the Monday of last week until today. */
export async function uploadEntries(servers: DemoServers): Promise<void> {
  const today = Temporal.Now.plainDateISO().toString()
  const monday = weekOf(addDays(today, -7))[0] ?? today
  const dayCount = Temporal.PlainDate.from(monday).until(today).days + 1
  const entries = Array.from({ length: ENTRY_COUNT }, (_, index) => ({
    user_id: EMPLOYEE.sub,
    date: addDays(monday, index % dayCount),
    minutes: 10,
    project_id: PROJECTS[index % PROJECTS.length],
    tags: index % 3 === 0 ? ['review'] : [],
    note: `Entry ${index + 1}, with a note as long as such notes are`,
  }))
  await upload(servers, entries)
}

/** Through the API's own door for machines, 500 at a time at most. */
export async function upload(servers: DemoServers, entries: readonly object[]): Promise<void> {
  const answer = await fetch(`${servers.apiUrl}/timesheets/upload`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await machineToken(servers)}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(entries),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (answer.status !== 201) throw new Error(`The upload failed (${answer.status}): ${await answer.text()}`)
}

async function machineToken({ issuer }: DemoServers): Promise<string> {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${MACHINE_CLIENT.id}:${MACHINE_CLIENT.secret}`)}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: MACHINE_CLIENT.scopes.join(' '),
      resource: API_AUDIENCE,
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const { access_token: token } = (await answer.json()) as { access_token?: string }
  if (token === undefined) throw new Error(`The machine client got no token (${answer.status}).`)
  return token
}

/** Signs in, as the employee if nobody is named, and waits until the entries have come, so that the profile holds them. */
export async function prepareSignedInProfile(
  folder: string,
  profile: string,
  account: Credentials = EMPLOYEE,
): Promise<void> {
  const extension = await ExtensionBrowser.launch({ folder, profile })
  try {
    const popup = await extension.signIn(account)
    await popup.waitForFunction(
      async () => {
        const { snapshot } = await chrome.storage.local.get('snapshot')
        const { sync } = JSON.parse(String(snapshot ?? '{}')) as { sync?: { doneAtMs: number | null } }
        return typeof sync?.doneAtMs === 'number'
      },
      null,
      { timeout: TIMEOUT_MS, polling: 200 },
    )
  } finally {
    await extension.close()
  }
}
