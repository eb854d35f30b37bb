import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { formatDuration, parseDuration } from '../../domain/duration.ts'
import type { ReminderPreferences } from '../../domain/reminders.ts'
import { text } from '../../platform/texts.ts'
import { describedBy, Field } from '../components/Field.tsx'
import type { Formats } from '../formats.ts'
import type { RemindersModel } from './reminders-model.ts'

interface RemindersPanelProps {
  readonly model: RemindersModel
  readonly formats: Formats
  readonly canApprove: boolean
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** When to be reminded of what; each choice is stored as it is made. */
export function RemindersPanel({ model, formats, canApprove }: RemindersPanelProps) {
  const preferences = model.preferences.value
  if (!preferences) return null
  const { deadline, daily, approvals } = preferences
  const change = (changes: Partial<ReminderPreferences>) => void model.change({ ...preferences, ...changes })
  return (
    <section class="panel" aria-labelledby="reminders-title">
      <h2 id="reminders-title" class="panel-title">
        {text('remindersTitle')}
      </h2>
      <p class="soft">{text('remindersWords')}</p>
      <Reminder
        name={text('reminderDeadline')}
        isOn={deadline.isOn}
        onChange={(isOn) => change({ deadline: { ...deadline, isOn } })}
      >
        <WeeklyFields
          id="deadline"
          weekly={deadline}
          formats={formats}
          onChange={(changed) => change({ deadline: changed })}
        />
      </Reminder>
      <Reminder
        name={text('reminderDaily')}
        isOn={daily.isOn}
        onChange={(isOn) => change({ daily: { ...daily, isOn } })}
      >
        <WeekdayBoxes
          chosen={daily.weekdays}
          formats={formats}
          onChange={(weekdays) => change({ daily: { ...daily, weekdays } })}
        />
        <TimeField
          id="daily-time"
          time={daily.time}
          onChange={(time) => change({ daily: { ...daily, time } })}
        />
        <UnderField
          minutes={daily.underMinutes}
          onChange={(underMinutes) => change({ daily: { ...daily, underMinutes } })}
        />
      </Reminder>
      {canApprove && (
        <Reminder
          name={text('reminderApprovals')}
          isOn={approvals.isOn}
          onChange={(isOn) => change({ approvals: { ...approvals, isOn } })}
        >
          <WeeklyFields
            id="approvals"
            weekly={approvals}
            formats={formats}
            onChange={(changed) => change({ approvals: changed })}
          />
        </Reminder>
      )}
      <p role="status" class="soft small empty-collapses">
        {model.isSaved.value && text('remindersSaved')}
      </p>
    </section>
  )
}

interface WeeklyFieldsProps {
  readonly id: string
  readonly weekly: ReminderPreferences['deadline']
  readonly formats: Formats
  readonly onChange: (changed: ReminderPreferences['deadline']) => void
}

function WeeklyFields({ id, weekly, formats, onChange }: WeeklyFieldsProps) {
  return (
    <>
      <Field id={`${id}-weekday`} label={text('reminderWeekday')}>
        <select
          id={`${id}-weekday`}
          class="input"
          value={weekly.weekday}
          onChange={({ currentTarget }) => onChange({ ...weekly, weekday: Number(currentTarget.value) })}
        >
          {WEEKDAYS.map((weekday) => (
            <option key={weekday} value={weekday}>
              {formats.weekday(weekday)}
            </option>
          ))}
        </select>
      </Field>
      <TimeField id={`${id}-time`} time={weekly.time} onChange={(time) => onChange({ ...weekly, time })} />
    </>
  )
}

interface ReminderProps {
  readonly name: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly children: ComponentChildren
}

function Reminder({ name, isOn, onChange, children }: ReminderProps) {
  return (
    <fieldset class="reminder">
      <legend class="for-screen-readers">{name}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
        {name}
      </label>
      {isOn && <div class="reminder-fields">{children}</div>}
    </fieldset>
  )
}

interface TimeFieldProps {
  readonly id: string
  readonly time: string
  readonly onChange: (time: string) => void
}

function TimeField({ id, time, onChange }: TimeFieldProps) {
  return (
    <Field id={id} label={text('reminderTime')}>
      <input
        id={id}
        class="input"
        type="time"
        required
        value={time}
        // Empty while its parts are being typed.
        onChange={({ currentTarget }) => currentTarget.value && onChange(currentTarget.value)}
      />
    </Field>
  )
}

interface WeekdayBoxesProps {
  readonly chosen: readonly number[]
  readonly formats: Formats
  readonly onChange: (weekdays: readonly number[]) => void
}

function WeekdayBoxes({ chosen, formats, onChange }: WeekdayBoxesProps) {
  return (
    <fieldset class="field weekdays">
      <legend class="label">{text('reminderWeekdays')}</legend>
      <div class="weekday-boxes">
        {WEEKDAYS.map((weekday) => (
          <label class="check" key={weekday}>
            <input
              type="checkbox"
              checked={chosen.includes(weekday)}
              aria-label={formats.weekday(weekday)}
              onChange={({ currentTarget }) =>
                onChange(
                  WEEKDAYS.filter((each) =>
                    each === weekday ? currentTarget.checked : chosen.includes(each),
                  ),
                )
              }
            />
            <span aria-hidden="true">{formats.shortWeekday(weekday)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface UnderFieldProps {
  readonly minutes: number
  readonly onChange: (minutes: number) => void
}

function UnderField({ minutes, onChange }: UnderFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const fault = typed !== null && !parseDuration(typed).ok ? text('reminderUnderFault') : undefined
  const take = (written: string) => {
    const reading = parseDuration(written)
    setTyped(reading.ok ? null : written)
    if (reading.ok && reading.value !== minutes) onChange(reading.value)
  }
  return (
    <Field id="daily-under" label={text('reminderUnder')} fault={fault}>
      <input
        id="daily-under"
        class="input"
        type="text"
        autocomplete="off"
        value={typed ?? formatDuration(minutes)}
        onChange={({ currentTarget }) => take(currentTarget.value)}
        {...describedBy('daily-under', { fault })}
      />
    </Field>
  )
}
