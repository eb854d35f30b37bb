import { CheckCheck, CircleHelp } from 'lucide-preact'
import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import { daysOfWeek, type IsoWeek } from '../../domain/iso-week.ts'
import { addDays } from '../../domain/local-date.ts'
import { text } from '../../platform/texts.ts'
import { flagName } from '../flag-sentence.ts'
import type { Formats } from '../formats.ts'
import { InboxHelp } from './InboxHelp.tsx'
import type { InboxFilter } from './inbox-filter.ts'
import { useInbox } from './inbox-model.ts'
import { usePopup } from './popup-context.ts'

/** Above the inbox: what is shown of it, and what needs no look approved at once. */
export function InboxBar({ search }: { readonly search: RefObject<HTMLInputElement | null> }) {
  const { formats } = usePopup()
  const { decide, waitingCount, query, unflagged, isHelpOpen } = useInbox()
  const help = useRef<HTMLButtonElement>(null)
  if (waitingCount.value <= 1) return null
  return (
    <div class="inbox-bar">
      <div class="inbox-find">
        <input
          ref={search}
          type="search"
          class="input"
          aria-label={text('inboxSearch')}
          placeholder={text('inboxSearch')}
          value={query.value}
          onInput={({ currentTarget }) => {
            query.value = currentTarget.value
          }}
        />
        <FilterSelect />
        <button
          ref={help}
          type="button"
          class="icon-button"
          aria-label={text('inboxKeys')}
          title={text('inboxKeys')}
          aria-expanded={isHelpOpen.value}
          onClick={() => {
            isHelpOpen.value = !isHelpOpen.value
          }}
        >
          <CircleHelp size={16} aria-hidden="true" />
        </button>
      </div>
      {isHelpOpen.value && <InboxHelp />}
      {unflagged.value.length > 1 && (
        <button
          type="button"
          class="button button-good inbox-all"
          onClick={({ detail }) => {
            if (detail <= 1) void decide(unflagged.value, 'approved', null)
          }}
        >
          <CheckCheck size={15} aria-hidden="true" />
          {text('approveUnflagged', formats.count(unflagged.value.length))}
        </button>
      )}
    </div>
  )
}

function FilterSelect() {
  const { formats } = usePopup()
  const { filter, choices, choose } = useInbox()
  const { flags, people, projects, weeks } = choices.value
  const groups = [
    { name: text('inboxFlags'), options: flags.map((kind) => [`flag ${kind}`, flagName(kind)]) },
    { name: text('inboxPeople'), options: people.map((one) => [one.filter, one.name]) },
    { name: text('projects'), options: projects.map((one) => [one.filter, one.name ?? text('noProject')]) },
    { name: text('inboxWeeks'), options: weeks.map((week) => [`week ${week}`, daysText(week, formats)]) },
  ]
  return (
    <select
      class="input"
      aria-label={text('inboxFilter')}
      value={filter.value}
      onChange={({ currentTarget }) => choose(currentTarget.value as InboxFilter)}
    >
      <option value="all">{text('inboxAll')}</option>
      <option value="flagged">{text('inboxFlagged')}</option>
      <option value="unflagged">{text('inboxUnflagged')}</option>
      {groups.map(
        ({ name, options }) =>
          options.length > 0 && (
            <optgroup key={name} label={name}>
              {options.map(([value, label]) => (
                <option key={value} value={value ?? ''}>
                  {label}
                </option>
              ))}
            </optgroup>
          ),
      )}
    </select>
  )
}

function daysText(week: IsoWeek, formats: Formats): string {
  const [monday = ''] = daysOfWeek(week)
  return formats.days(monday, addDays(monday, 6))
}
