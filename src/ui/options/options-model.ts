import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { ConnectionReport } from '../../contract/commands.ts'
import type { ConnectionKey } from '../../contract/connection.ts'
import type { Snapshot } from '../../contract/snapshot.ts'
import { attempt, type Failure } from '../attempt.ts'
import { type Circumstances, createCircumstances, type Running } from '../failure-report.ts'
import type { Formats } from '../formats.ts'
import type { SignOut } from '../outcome.ts'
import type { Send } from '../send.ts'
import { type ConnectionValues, isChanged, isSaved, ownValues, valuesOf } from './connection-fields.ts'
import { createLocalCopyModel, type LocalCopyDeps, type LocalCopyModel } from './local-copy-model.ts'
import { createPreferencesModel, type PreferencesDeps, type PreferencesModel } from './preferences-model.ts'
import { createRemindersModel, type RemindersModel } from './reminders-model.ts'

export interface OptionsDeps extends LocalCopyDeps, PreferencesDeps {
  readonly snapshot: Snapshot | null
  readonly formats: Formats
  readonly nowMs: () => number
  readonly send: Send
  readonly about: () => Running
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
  /** What the last sign-out led to. */
  readonly outcome: ReadonlySignal<SignOut | null>
  /** Whether the person who has just signed out here can do so at the issuer too. */
  readonly isLogoutOffered: ReadonlySignal<boolean>
  readonly isFetchingPicture: ReadonlySignal<boolean>
  readonly failure: ReadonlySignal<Failure | null>
  readonly circumstances: Circumstances
  readonly localCopy: LocalCopyModel
  readonly preferences: PreferencesModel
  readonly reminders: RemindersModel
  readonly publish: (snapshot: Snapshot) => void
  readonly tick: () => void
  readonly load: () => Promise<void>
  readonly type: (key: ConnectionKey, value: string) => void
  readonly save: () => Promise<void>
  readonly signIn: () => Promise<void>
  readonly signOut: () => Promise<void>
  readonly signOutAtIssuer: () => Promise<void>
  readonly showPicture: () => Promise<void>
  readonly removePicture: () => Promise<void>
  readonly dismissFailure: () => Promise<void>
}

export function createOptionsModel(deps: OptionsDeps): OptionsModel {
  const snapshot = signal(deps.snapshot)
  const report = signal<ConnectionReport | null>(null)
  const typed = signal<ConnectionValues | null>(null)
  const saved = signal<'saved' | 'refused' | null>(null)
  const outcome = signal<SignOut | null>(null)
  const nowMs = signal(deps.nowMs())
  const isFetchingPicture = signal(false)
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

  async function showPicture(): Promise<void> {
    // Asked once, fetched once, however often the button is pressed meanwhile.
    if (isFetchingPicture.value) return
    isFetchingPicture.value = true
    await act(
      () => deps.send('show-picture', {}),
      () => undefined,
    )
    isFetchingPicture.value = false
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
    outcome,
    isLogoutOffered: computed(() => (snapshot.value?.logoutUntilMs ?? 0) > nowMs.value),
    isFetchingPicture,
    failure: computed(() => commandFailure.value ?? snapshot.value?.failure ?? null),
    circumstances: createCircumstances(deps.about, () => deps.send('read-connection', {})),
    localCopy: createLocalCopyModel(deps, snapshot, commandFailure),
    preferences: createPreferencesModel(deps, commandFailure),
    reminders: createRemindersModel(deps.send, commandFailure),
    publish: (next) => {
      snapshot.value = next
    },
    tick: () => {
      nowMs.value = deps.nowMs()
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
          outcome.value = null
        },
      ),
    signOut: () =>
      act(
        () => deps.send('sign-out', {}),
        (answer) => {
          outcome.value = answer.revoked ? 'signed-out' : 'signed-out-not-revoked'
        },
      ),
    signOutAtIssuer: () =>
      act(
        () => deps.send('sign-out-at-issuer', {}),
        ({ confirmed }) => {
          if (confirmed) outcome.value = 'signed-out-at-issuer'
        },
      ),
    showPicture,
    removePicture: () =>
      act(
        () => deps.send('remove-picture', {}),
        () => undefined,
      ),
    dismissFailure: () =>
      act(
        () => deps.send('dismiss-failure', {}),
        () => undefined,
      ),
  }
}
