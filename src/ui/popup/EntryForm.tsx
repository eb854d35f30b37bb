import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { EntryView } from '../../contract/snapshot.ts'
import { versionOf } from '../../domain/conflict.ts'
import { isoWeekOf } from '../../domain/iso-week.ts'
import { text } from '../../platform/texts.ts'
import { describedBy, Field } from '../components/Field.tsx'
import { fieldSentence } from '../field-sentence.ts'
import { type EntryFields, type FieldFault, fieldsOf, readEntryForm } from './entry-form.ts'
import { ProjectSelect } from './ProjectSelect.tsx'
import { usePopup } from './popup-context.ts'

/** The fields of one entry, in its place in the list. Enter saves, Escape leaves it as it was. */
export function EntryForm({ entry }: { readonly entry: EntryView }) {
  const { projects, snapshot, today, editing, weeks, editEntry, typedInto, keepTyped } = usePopup()
  const [isReopened] = useState(() => typedInto('edit', entry.id) !== null)
  const [fields, setFields] = useState(
    (): EntryFields => ({ ...fieldsOf(entry, projects.value), ...typedInto('edit', entry.id) }),
  )
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  // A newer version that arrives while this stands open has not been seen by who types.
  const [seenVersion] = useState(() => entry.conflict && versionOf(entry.conflict.theirs))
  const form = useRef<HTMLFormElement>(null)

  useLayoutEffect(() => {
    if (isReopened) return // by the popup, which opens with the cursor in its line
    const first = form.current?.querySelector('input')
    first?.focus()
    first?.select()
  }, [])
  useLayoutEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), [faults])

  const close = () => {
    editing.value = null
  }
  const save = async () => {
    const reading = readEntryForm(fields, entry, today.value, projects.value)
    setFaults(reading.ok ? [] : reading.faults)
    if (!reading.ok) {
      form.current?.querySelector<HTMLElement>(`[name="${reading.faults[0]?.field}"]`)?.focus()
      return
    }
    if (!(await editEntry(entry.id, reading.content, seenVersion))) return
    const isFixed = entry.status === 'rejected' && snapshot.peek()?.can.submit
    if (isFixed) weeks.fixed.value = isoWeekOf(reading.content.date)
    close()
  }
  const type = (field: keyof EntryFields, value: string) => {
    const typed = { ...fields, [field]: value }
    setFields(typed)
    keepTyped('edit', entry, typed)
  }
  const control = (field: keyof EntryFields) => ({
    id: `edit-${field}`,
    name: field,
    class: 'input',
    value: fields[field],
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      type(field, currentTarget.value),
    ...describedBy(`edit-${field}`, { fault: faultOf(field) }),
  })
  const faultOf = (field: keyof EntryFields) => {
    const fault = faults.find((each) => each.field === field)
    return fault && fieldSentence(fault, fields)
  }

  return (
    <form
      ref={form}
      class="entry-form"
      noValidate
      aria-label={text('editEntry')}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => {
        if (event.isComposing) return
        const entersNote =
          event.key === 'Enter' && !event.shiftKey && event.target instanceof HTMLTextAreaElement
        if (event.key !== 'Escape' && !entersNote) return
        event.preventDefault()
        if (entersNote) void save()
        else close()
      }}
    >
      <div class="entry-form-row">
        <Field id="edit-duration" label={text('fieldDuration')} fault={faultOf('duration')}>
          <input type="text" autocomplete="off" {...control('duration')} />
        </Field>
        <Field id="edit-start" label={text('fieldStart')}>
          <input type="time" {...control('start')} />
        </Field>
        <Field id="edit-date" label={text('fieldDate')} fault={faultOf('date')}>
          <input type="date" max={today.value} {...control('date')} />
        </Field>
        <Field id="edit-tags" label={text('fieldTags')} fault={faultOf('tags')}>
          <input type="text" autocomplete="off" {...control('tags')} />
        </Field>
      </div>
      <Field id="edit-project" label={text('fieldProject')}>
        <ProjectSelect
          id="edit-project"
          entry={entry}
          value={fields.project}
          onChange={(project) => type('project', project)}
        />
      </Field>
      <Field id="edit-note" label={text('fieldNote')} fault={faultOf('note')}>
        <textarea rows={2} dir="auto" {...control('note')} />
      </Field>
      <div class="actions">
        <button type="submit" class="button button-primary">
          {text('save')}
        </button>
        <button type="button" class="button" onClick={close}>
          {text('cancel')}
        </button>
      </div>
    </form>
  )
}
