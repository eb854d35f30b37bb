import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ApprovalView } from '../../contract/snapshot.ts'
import { MAX_COMMENT_LENGTH } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { describedBy, Field } from '../components/Field.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { useInbox } from './inbox-model.ts'
import { usePopup } from './popup-context.ts'

interface RejectFormProps {
  /** One or more, as they are on screen: all get the same reason. */
  readonly approvals: readonly ApprovalView[]
  readonly onClose: () => void
  readonly onRejected?: () => void
}

const LONGEST_OFFERED = 60

/** A rejection needs a reason, which the person reads beside the entry. */
export function RejectForm({ approvals, onClose, onRejected }: RejectFormProps) {
  const { typedInto, keepTyped, snapshot } = usePopup()
  const { decide } = useInbox()
  const [first] = approvals
  const [reason, setReason] = useState(() => (first && typedInto('reject', first.id)?.reason) ?? '')
  const [isTried, setTried] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const fault = isTried && reason.trim() === '' ? text('reasonMissing') : undefined
  const recent = snapshot.value?.recentComments ?? []

  useLayoutEffect(() => field.current?.focus(), [])

  const write = (value: string) => {
    setReason(value)
    if (first && approvals.length === 1) keepTyped('reject', first, { reason: value })
  }
  const reject = async () => {
    setTried(true)
    if (reason.trim() === '') {
      field.current?.focus()
      return
    }
    if (!(await decide(approvals, 'rejected', reason.trim()))) return
    onClose()
    onRejected?.()
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
        else onClose()
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
          onInput={({ currentTarget }) => write(currentTarget.value)}
          {...describedBy('reject-reason', { fault })}
        />
      </Field>
      {recent.length > 0 && reason.trim() === '' && (
        <fieldset class="recent-reasons">
          <legend class="for-screen-readers">{text('recentReasons')}</legend>
          {recent.map((comment) => (
            <button
              key={comment}
              type="button"
              class="button button-plain"
              title={comment}
              onClick={() => {
                write(comment)
                field.current?.focus()
              }}
            >
              <Foreign class="one-line" words={comment.slice(0, LONGEST_OFFERED)} />
            </button>
          ))}
        </fieldset>
      )}
      <div class="actions">
        <button type="submit" class="button button-danger" formNoValidate>
          {text('reject')}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {text('cancel')}
        </button>
      </div>
    </form>
  )
}
