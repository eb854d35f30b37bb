import type { ConnectionReport } from '../contract/commands.ts'
import { withoutSecrets } from '../domain/redaction.ts'
import { attempt, type Failure } from './attempt.ts'

/** What runs here. */
export interface Running {
  readonly version: string
  readonly browser: string
}

/** What a failure happens in. */
export interface Circumstances {
  readonly running: () => Running
  /** Null when the background worker does not answer. */
  readonly connection: () => Promise<ConnectionReport | null>
}

export function createCircumstances(
  running: () => Running,
  readConnection: () => Promise<ConnectionReport>,
): Circumstances {
  const connection = async () => {
    const answer = await attempt(readConnection)
    return answer.ok ? answer.value : null // said without it: the failure at hand is the one to report
  }
  return { running, connection }
}

interface Facts extends Running {
  /** Null while it is not known. */
  readonly connection: ConnectionReport | null
  readonly seenAtMs: number
}

/**
 * A failure for those who run the servers, to be pasted into a ticket: in the protocols' own terms, so in no language
 * of the interface, and without a secret or a person in it.
 */
export function failureReport(failure: Failure, facts: Facts): string {
  const { version, browser, connection, seenAtMs } = facts
  const lines: readonly (readonly [string, string | null])[] = [
    ['timejot', version],
    ['time', new Date(failure.atMs ?? seenAtMs).toISOString()],
    ['failure', failure.code],
    ['detail', failure.detail && withoutSecrets(failure.detail)],
    ['issuer', connection && originOf(connection.resolved.issuer.value)],
    ['api', connection && originOf(connection.resolved.apiUrl.value)],
    ['redirect_uri', connection?.redirectUrl ?? null],
    ['browser', browser],
  ]
  return lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n')
}

function originOf(address: string): string {
  return URL.parse(address)?.origin ?? 'not set'
}
