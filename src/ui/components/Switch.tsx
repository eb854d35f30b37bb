import { useId } from 'preact/hooks'

interface SwitchProps {
  readonly label: string
  /** What it does, in a sentence. */
  readonly words: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** A choice that is made at once: label and words first, the switch at the end of the row. */
export function Switch({ label, words, isOn, onChange }: SwitchProps) {
  const id = useId()
  return (
    <div class="switch-row">
      <div>
        <label class="switch-label" for={id}>
          {label}
        </label>
        <p id={`${id}-words`} class="soft small">
          {words}
        </p>
      </div>
      <input
        id={id}
        class="switch"
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says itself whether it is checked (HTML-AAM)
        role="switch"
        aria-describedby={`${id}-words`}
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    </div>
  )
}
