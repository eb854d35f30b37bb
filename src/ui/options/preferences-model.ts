import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Preferences } from '../../contract/preferences.ts'
import { attempt, type Failure } from '../attempt.ts'
import type { Send } from '../send.ts'

export interface PreferencesDeps {
  readonly readPreferences: () => Promise<Preferences>
  readonly writePreferences: (preferences: Preferences) => Promise<void>
  readonly send: Send
}

export interface PreferencesModel {
  /** Null until they were read. */
  readonly chosen: ReadonlySignal<Preferences | null>
  /** Said once the pages are forgotten. */
  readonly isForgotten: ReadonlySignal<boolean>
  readonly load: () => Promise<void>
  readonly choose: (change: Partial<Preferences>) => Promise<void>
  readonly forgetPages: () => Promise<void>
}

/** What a person chooses for this device; each choice is stored at once. */
export function createPreferencesModel(
  deps: PreferencesDeps,
  failure: Signal<Failure | null>,
): PreferencesModel {
  const chosen = signal<Preferences | null>(null)
  const isForgotten = signal(false)

  async function run(act: () => Promise<unknown>): Promise<boolean> {
    const answer = await attempt(act)
    failure.value = answer.ok ? null : answer.failure
    return answer.ok
  }

  async function choose(change: Partial<Preferences>): Promise<void> {
    const before = chosen.value
    if (!before) return
    const after = { ...before, ...change }
    batch(() => {
      chosen.value = after
      isForgotten.value = false
    })
    // A switch that shows what is not stored would lie.
    if (!(await run(() => deps.writePreferences(after))) && chosen.value === after) chosen.value = before
  }

  return {
    chosen,
    isForgotten,
    load: async () => {
      await run(async () => {
        chosen.value = await deps.readPreferences()
      })
    },
    choose,
    forgetPages: async () => {
      isForgotten.value = false
      isForgotten.value = await run(() => deps.send('forget-pages', {}))
    },
  }
}
