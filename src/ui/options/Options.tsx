import { text } from '../../platform/texts.ts'
import { FailureBar } from '../components/FailureBar.tsx'
import { Mark } from '../components/Mark.tsx'
import { useFocusHome } from '../components/use-focus-home.ts'
import { AccountPanel } from './AccountPanel.tsx'
import { ConnectionForm } from './ConnectionForm.tsx'
import { LocalCopyPanel } from './LocalCopyPanel.tsx'
import type { OptionsModel } from './options-model.ts'
import { PreferencesPanel } from './PreferencesPanel.tsx'
import { RedirectPanel } from './RedirectPanel.tsx'
import { RemindersPanel } from './RemindersPanel.tsx'

interface OptionsProps {
  readonly model: OptionsModel
}

export function Options({ model }: OptionsProps) {
  const { failure, circumstances, report, dismissFailure } = model
  useFocusHome(findMain)
  return (
    <div class="page">
      <header class="page-header">
        <Mark size={36} />
        <div>
          <h1 class="page-title">{text('settingsTitle')}</h1>
          <p class="soft">{text('settingsWords')}</p>
        </div>
      </header>
      <main class="page-main" tabIndex={-1}>
        {failure.value && (
          <FailureBar failure={failure.value} circumstances={circumstances} onDismiss={dismissFailure} />
        )}
        <AccountPanel model={model} />
        {model.snapshot.value?.account && (
          <RemindersPanel
            model={model.reminders}
            formats={model.formats}
            canApprove={model.snapshot.value.can.approve}
          />
        )}
        {model.snapshot.value?.account && <LocalCopyPanel model={model.localCopy} formats={model.formats} />}
        <PreferencesPanel model={model.preferences} isSignedIn={model.snapshot.value?.account != null} />
        <ConnectionForm model={model} />
        {report.value && <RedirectPanel redirectUrl={report.value.redirectUrl} />}
      </main>
    </div>
  )
}

const findMain = () => document.querySelector('main')
