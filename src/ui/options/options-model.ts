import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { CommandInput, CommandName, CommandOutput, ConnectionReport } from '../../contract/commands.ts'
import type { ConnectionKey } from '../../contract/connection.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import { attempt, type Failure } from '../attempt.ts'
import type { Formats } from '../formats.ts'
import { type ConnectionValues, isChanged, isSaved, ownValues, valuesOf } from './connection-fields.ts'

export interface OptionsDeps {
  readonly snapshot: Snapshot | null
  readonly formats: Formats
  readonly send: <Name extends CommandName>(
    command: Name,
    input: CommandInput<Name>,
  ) => Promise<CommandOutput<Name>>
}

export interface OptionsModel {
  readonly formats: Formats
  readonly snapshot: ReadonlySignal<Snapshot | null>
  /** Null until the worker has answered. */
  readonly report: ReadonlySignal<ConnectionReport | null>
  readonly typed: ReadonlySignal<ConnectionValues | null>
  readonly changed: ReadonlySignal<boolean>
  /** Of the last attempt to save. */
  readonly saved: ReadonlySignal<'saved' | 'refused' | null>
  /** Null until a sign-out; then whether the server could be told. */
  readonly revoked: ReadonlySignal<boolean | null>
  readonly failure: ReadonlySignal<Failure | null>
  readonly publish: (snapshot: Snapshot) => void
  readonly load: () => Promise<void>
  readonly type: (key: ConnectionKey, value: string) => void
  readonly save: () => Promise<void>
  readonly signIn: () => Promise<void>
  readonly signOut: () => Promise<void>
  readonly dismissFailure: () => Promise<void>
}

export function createOptionsModel(deps: OptionsDeps): OptionsModel {
  const snapshot = signal(deps.snapshot)
  const report = signal<ConnectionReport | null>(null)
  const typed = signal<ConnectionValues | null>(null)
  const saved = signal<'saved' | 'refused' | null>(null)
  const revoked = signal<boolean | null>(null)
  const commandFailure = signal<Failure | null>(null)

  async function act<Value>(run: () => Promise<Value>, done: (value: Value) => void): Promise<void> {
    const answer = await attempt(run)
    batch(() => {
      commandFailure.value = answer.ok ? null : answer.failure
      if (answer.ok) done(answer.value)
    })
  }

  async function save(): Promise<void> {
    const [values, before] = [typed.value, report.value]
    if (!values || !before) return
    await act(
      () => deps.send('save-connection', ownValues(values, before.resolved)),
      (answer) => {
        report.value = answer
        saved.value = isSaved(answer) ? 'saved' : 'refused'
        if (isSaved(answer)) typed.value = valuesOf(answer.resolved)
      },
    )
  }

  return {
    formats: deps.formats,
    snapshot,
    report,
    typed,
    changed: computed(() =>
      typed.value && report.value ? isChanged(typed.value, report.value.resolved) : false,
    ),
    saved,
    revoked,
    failure: computed(() => commandFailure.value ?? snapshot.value?.failure ?? null),
    publish: (next) => {
      snapshot.value = next
    },
    load: () =>
      act(
        () => deps.send('read-connection', {}),
        (answer) => {
          report.value = answer
          typed.value = valuesOf(answer.resolved)
        },
      ),
    type: (key, value) => {
      if (!typed.value) return
      typed.value = { ...typed.value, [key]: value }
      saved.value = null
    },
    save,
    signIn: () =>
      act(
        () => deps.send('sign-in', {}),
        () => {
          revoked.value = null
        },
      ),
    signOut: () =>
      act(
        () => deps.send('sign-out', {}),
        (answer) => {
          revoked.value = answer.revoked
        },
      ),
    dismissFailure: () =>
      act(
        () => deps.send('dismiss-failure', {}),
        () => undefined,
      ),
  }
}
