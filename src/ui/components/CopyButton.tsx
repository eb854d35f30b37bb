import { Check, Copy } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { text } from '../../platform/texts.ts'

type CopyState = 'ready' | 'copied' | 'refused'

interface CopyButtonProps {
  readonly value: string
  readonly label?: string
}

export function CopyButton({ value, label = text('copy') }: CopyButtonProps) {
  const [state, setState] = useState<CopyState>('ready')
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setState('copied'),
      () => setState('refused'), // the words beside the button can still be selected by hand
    )
  return (
    <>
      <button type="button" class="button" onClick={copy}>
        {state === 'copied' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
        {label}
      </button>
      <span class="small soft" role="status">
        {state === 'copied' && text('copied')}
        {state === 'refused' && text('copyRefused')}
      </span>
    </>
  )
}
