import { useState } from 'preact/hooks'
import { text } from '../../platform/texts.ts'
import { Foreign } from './Foreign.tsx'

const SHORT = 140
/** More than this is not drawn at all: no server of ours sends it. */
const LONGEST = 20_000

/** A note, cut to two lines; the rest opens on demand. */
export function Note({ note }: { readonly note: string }) {
  const [isOpen, setOpen] = useState(false)
  if (note.trim() === '') return null
  const isLong = note.length > SHORT || note.includes('\n')
  const shown = isOpen ? note.slice(0, LONGEST) : note.slice(0, SHORT)
  return (
    <span class="note">
      <Foreign
        class={isOpen ? 'note-words' : 'note-words note-cut'}
        words={shown.length < note.length ? `${shown}…` : shown}
      />
      {isLong && (
        <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {text(isOpen ? 'less' : 'more')}
        </button>
      )}
    </span>
  )
}
