import type { ComponentChildren } from 'preact'

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly fault?: string | undefined
  readonly hint?: ComponentChildren
  /** The control; it carries `id`, and `describedBy(id, …)` where something is said about it. */
  readonly children: ComponentChildren
}

export function Field({ id, label, fault, hint, children }: FieldProps) {
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {children}
      {hint && (
        <p class="small soft" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  )
}

/** The ARIA of a control inside a `Field`. */
export function describedBy(id: string, { fault, hint }: { fault?: string | undefined; hint?: unknown }) {
  const ids = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return { 'aria-invalid': Boolean(fault), 'aria-describedby': ids === '' ? undefined : ids }
}
