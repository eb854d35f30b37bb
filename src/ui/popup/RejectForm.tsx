import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ApprovalView } from '../../contract/snapshot.ts'
import { MAX_COMMENT_LENGTH } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { describedBy, Field } from '../components/Field.tsx'
import { usePopup } from './popup-context.ts'

/** A rejection needs a reason, which the person reads beside the entry. */
export function RejectForm({ approval }: { readonly approval: ApprovalView }) {
  const { rejecting, decide, typedInto, keepTyped } = usePopup()
  const [reason, setReason] = useState(() => typedInto('reject', approval.id)?.reason ?? '')
  const [isTried, setTried] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const fault = isTried && reason.trim() === '' ? text('reasonMissing') : undefined

  useLayoutEffect(() => field.current?.focus(), [])

  const close = () => {
    rejecting.value = null
  }
  const reject = async () => {
    setTried(true)
    if (reason.trim() === '') {
      field.current?.focus()
      return
    }
    if (await decide(approval, 'rejected', reason.trim())) close()
  }
  return (
    <form
      class="reject-form"
      aria-label={text('rejectEntry')}
      onSubmit={(event) => {
        event.preventDefault()
        void reject()
      }}
      onKeyDown={(event) => {
        const isEnter = event.key === 'Enter' && !event.shiftKey && event.target === field.current
        if (event.isComposing || (event.key !== 'Escape' && !isEnter)) return
        event.preventDefault()
        if (isEnter) void reject()
        else close()
      }}
    >
      <Field id="reject-reason" label={text('reason')} fault={fault}>
        <textarea
          ref={field}
          id="reject-reason"
          class="input"
          rows={2}
          dir="auto"
          required
          maxLength={MAX_COMMENT_LENGTH}
          placeholder={text('reasonExample')}
          value={reason}
          onInput={({ currentTarget: { value } }) => {
            setReason(value)
            keepTyped('reject', approval, { reason: value })
          }}
          {...describedBy('reject-reason', { fault })}
        />
      </Field>
      <div class="actions">
        <button type="submit" class="button button-danger" formNoValidate>
          {text('reject')}
        </button>
        <button type="button" class="button" onClick={close}>
          {text('cancel')}
        </button>
      </div>
    </form>
  )
}
