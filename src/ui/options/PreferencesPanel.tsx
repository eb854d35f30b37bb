import { text } from '../../platform/texts.ts'
import { Switch } from '../components/Switch.tsx'
import type { PreferencesModel } from './preferences-model.ts'

interface PreferencesPanelProps {
  readonly model: PreferencesModel
  /** There are no pages of nobody. */
  readonly isSignedIn: boolean
}

/** What a person chooses for this device. */
export function PreferencesPanel({ model, isSignedIn }: PreferencesPanelProps) {
  const { chosen, isForgotten, choose, forgetPages } = model
  if (!chosen.value) return null
  return (
    <section class="panel" aria-labelledby="preferences-title">
      <h2 id="preferences-title" class="panel-title">
        {text('preferencesTitle')}
      </h2>
      <Switch
        label={text('usePageContext')}
        words={text('usePageContextWords')}
        isOn={chosen.value.usePageContext}
        onChange={(usePageContext) => void choose({ usePageContext })}
      />
      {isSignedIn && (
        <div class="panel-row forget-row">
          <p role="status" class="soft small">
            {isForgotten.value ? text('pagesForgotten') : text('forgetPagesWords')}
          </p>
          <button type="button" class="button" onClick={forgetPages}>
            {text('forgetPages')}
          </button>
        </div>
      )}
    </section>
  )
}
