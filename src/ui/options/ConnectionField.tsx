import type { ConnectionFault, ConnectionKey, ResolvedConnection } from '../../contract/connection.ts'
import { text } from '../../platform/texts.ts'
import { describedBy, Field } from '../components/Field.tsx'

interface ConnectionFieldProps {
  readonly name: ConnectionKey
  readonly value: string
  readonly resolved: ResolvedConnection[ConnectionKey]
  readonly fault: ConnectionFault['reason'] | null
  readonly onInput: (value: string) => void
}

export function ConnectionField({ name, value, resolved, fault, onInput }: ConnectionFieldProps) {
  const id = `connection-${name}`
  const isManaged = resolved.source === 'managed'
  const faultText = fault === null ? undefined : faultSentence(fault, name)
  const hint = (
    <>
      {isManaged ? <strong>{text('sourceManaged')}</strong> : hintText(name)}
      {resolved.source === 'build' && <strong> {text('sourceBuild')}</strong>}
    </>
  )
  return (
    <Field id={id} label={labelText(name)} fault={faultText} hint={hint}>
      <input
        id={id}
        class="input"
        type="text"
        inputMode={name === 'issuer' || name === 'apiUrl' ? 'url' : 'text'}
        autocomplete="off"
        spellcheck={false}
        dir="ltr"
        value={value}
        placeholder={resolved.source === 'build' ? resolved.value : ''}
        readOnly={isManaged}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
        {...describedBy(id, { fault: faultText, hint })}
      />
    </Field>
  )
}

function faultSentence(reason: ConnectionFault['reason'], key: ConnectionKey): string {
  switch (reason) {
    case 'missing':
      return text('faultSettingMissing', labelText(key))
    case 'not-a-server-url':
      return text('faultSettingUrl', labelText(key))
    default:
      return reason satisfies never
  }
}

function labelText(key: ConnectionKey): string {
  switch (key) {
    case 'issuer':
      return text('settingIssuer')
    case 'clientId':
      return text('settingClientId')
    case 'apiUrl':
      return text('settingApiUrl')
    case 'audience':
      return text('settingAudience')
    case 'resource':
      return text('settingResource')
    case 'scopes':
      return text('settingScopes')
    default:
      return key satisfies never
  }
}

function hintText(key: ConnectionKey): string {
  switch (key) {
    case 'issuer':
      return text('hintIssuer')
    case 'clientId':
      return text('hintClientId')
    case 'apiUrl':
      return text('hintApiUrl')
    case 'audience':
      return text('hintAudience')
    case 'resource':
      return text('hintResource')
    case 'scopes':
      return text('hintScopes')
    default:
      return key satisfies never
  }
}
