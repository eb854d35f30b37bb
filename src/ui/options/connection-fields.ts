import type { ConnectionReport } from '../../contract/commands.ts'
import type {
  Connection,
  ConnectionFault,
  ConnectionKey,
  ResolvedConnection,
} from '../../contract/connection.ts'

export type ConnectionValues = { readonly [Key in ConnectionKey]: string }

export const FIELD_ORDER = [
  'issuer',
  'clientId',
  'apiUrl',
  'audience',
  'resource',
  'scopes',
] as const satisfies readonly ConnectionKey[]

/** What the fields hold at first: the organisation's values and the user's own; a build's are only placeholders. */
export function valuesOf(resolved: ResolvedConnection): ConnectionValues {
  return eachKey((key) => (isShown(resolved, key) ? resolved[key].value : ''))
}

/** The user's own values alone, which is what gets saved; empty means: not set by the user. */
export function ownValues(typed: ConnectionValues, resolved: ResolvedConnection): Connection {
  return eachKey((key) => (resolved[key].source === 'managed' ? '' : typed[key].trim()))
}

export function isChanged(typed: ConnectionValues, resolved: ResolvedConnection): boolean {
  const before = valuesOf(resolved)
  return FIELD_ORDER.some((key) => typed[key].trim() !== before[key])
}

/** A bad address keeps the worker from saving; what is only missing does not. */
export function isSaved(report: ConnectionReport): boolean {
  return report.faults.every(({ reason }) => reason !== 'not-a-server-url')
}

export function faultOf(
  faults: readonly ConnectionFault[],
  key: ConnectionKey,
): ConnectionFault['reason'] | null {
  return faults.find((fault) => fault.key === key)?.reason ?? null
}

function isShown(resolved: ResolvedConnection, key: ConnectionKey): boolean {
  return resolved[key].source === 'managed' || resolved[key].source === 'user'
}

function eachKey(read: (key: ConnectionKey) => string): Connection {
  return {
    issuer: read('issuer'),
    clientId: read('clientId'),
    apiUrl: read('apiUrl'),
    audience: read('audience'),
    resource: read('resource'),
    scopes: read('scopes'),
  }
}
