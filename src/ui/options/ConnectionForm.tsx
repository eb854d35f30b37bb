import { useRef } from 'preact/hooks'
import { text } from '../../platform/texts.ts'
import { ConnectionField } from './ConnectionField.tsx'
import { FIELD_ORDER, faultOf } from './connection-fields.ts'
import type { OptionsModel } from './options-model.ts'

export function ConnectionForm({ model }: { readonly model: OptionsModel }) {
  const form = useRef<HTMLFormElement>(null)
  const [report, typed] = [model.report.value, model.typed.value]
  return (
    <section class="panel" aria-labelledby="connection-title" aria-busy={report === null}>
      <h2 id="connection-title" class="panel-title">
        {text('connection')}
      </h2>
      <p class="soft">{text('connectionHelp')}</p>
      {report && typed && (
        <form
          ref={form}
          class="connection"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void model
              .save()
              .then(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
          }}
        >
          {FIELD_ORDER.map((key) => (
            <ConnectionField
              key={key}
              name={key}
              value={typed[key]}
              resolved={report.resolved[key]}
              fault={model.saved.value ? faultOf(report.faults, key) : null}
              onInput={(value) => model.type(key, value)}
            />
          ))}
          <SaveLine model={model} />
        </form>
      )}
    </section>
  )
}

function SaveLine({ model }: { readonly model: OptionsModel }) {
  const { changed, saved, snapshot, report } = model
  const isAllManaged = FIELD_ORDER.every((key) => report.value?.resolved[key].source === 'managed')
  if (isAllManaged) return null
  const isIncomplete = report.value?.faults.some(({ reason }) => reason === 'missing')
  return (
    <div class="save-line">
      {changed.value && snapshot.value?.account && (
        <p class="message message-warn">
          {text('saveSignsOut')}
          {snapshot.value.sync.waiting > 0 && ` ${text('signOutKeeps')}`}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="button button-primary">
          {text('save')}
        </button>
        <p role="status">
          {saved.value === 'saved' && text(isIncomplete ? 'savedIncomplete' : 'savedConnection')}
          {saved.value === 'refused' && text('saveRefused')}
        </p>
      </div>
    </div>
  )
}
