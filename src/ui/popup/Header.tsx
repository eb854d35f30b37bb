import { Expand, Settings } from 'lucide-preact'
import { text } from '../../platform/texts.ts'
import { Mark } from '../components/Mark.tsx'
import { usePopup } from './popup-context.ts'
import type { Stage } from './stage.ts'
import type { View } from './view.ts'

export function Header({ stage }: { readonly stage: Stage }) {
  return (
    <header class="header">
      <h1 class="for-screen-readers">{text('extensionName')}</h1>
      {stage === 'work' ? (
        <Views />
      ) : (
        <p class="brand" aria-hidden="true">
          <Mark size={20} />
          {text('extensionName')}
        </p>
      )}
      <div class="header-end">
        <PageButton />
        {stage !== 'unconfigured' && <SettingsButton stage={stage} />}
      </div>
    </header>
  )
}

function Views() {
  const { can, snapshot } = usePopup()
  const approvals = snapshot.value?.approvals?.length ?? 0
  return (
    <nav class="views" aria-label={text('views')}>
      <ViewButton view="today" name={text('viewToday')} />
      <ViewButton view="week" name={text('viewWeek')} />
      {can.value?.approve && (
        <ViewButton
          view="approvals"
          name={text('viewApprovals')}
          count={approvals}
          isMore={snapshot.value?.truncated.approvals ?? false}
        />
      )}
    </nav>
  )
}

interface ViewButtonProps {
  readonly view: View
  readonly name: string
  readonly count?: number
  /** There are more than that. */
  readonly isMore?: boolean
}

function ViewButton({ view, name, count = 0, isMore = false }: ViewButtonProps) {
  const model = usePopup()
  const { formats } = model
  const isCurrent = model.view.value === view
  return (
    <>
      <button
        type="button"
        class="view"
        aria-label={name}
        aria-current={isCurrent ? 'page' : undefined}
        aria-describedby={count > 0 ? `${view}-count` : undefined}
        onClick={() => model.show(view)}
      >
        {name}
        {count > 0 && <span class="badge">{count > 99 ? '99+' : formats.count(count)}</span>}
      </button>
      {count > 0 && (
        <span id={`${view}-count`} hidden>
          {text(
            formats.isOne(count) ? 'waitingApprovalOne' : 'waitingApprovals',
            `${formats.count(count)}${isMore ? '+' : ''}`,
          )}
        </span>
      )}
    </>
  )
}

function PageButton() {
  const { openPage } = usePopup()
  return (
    openPage && (
      <button
        type="button"
        class="icon-button"
        aria-label={text('openPage')}
        title={text('openPage')}
        onClick={openPage}
      >
        <Expand size={16} aria-hidden="true" />
      </button>
    )
  )
}

/** At work a view of the popup; before sign-in there is only the page with the connection. */
function SettingsButton({ stage }: { readonly stage: Stage }) {
  const model = usePopup()
  const isView = stage === 'work'
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={text('viewSettings')}
      title={text('viewSettings')}
      aria-current={isView && model.view.value === 'settings' ? 'page' : undefined}
      onClick={() => (isView ? model.show('settings') : model.openSettings())}
    >
      <Settings size={17} aria-hidden="true" />
    </button>
  )
}
