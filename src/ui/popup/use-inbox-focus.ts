import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useInbox } from './inbox-model.ts'

/**
 * Keeps the keyboard's place in the inbox: the row that is the active one gets the focus when it becomes so, and where
 * it has gone, being decided, the row now standing in its place is the active one.
 */
export function useInboxFocus(): RefObject<HTMLDivElement | null> {
  const { active, rows } = useInbox()
  const list = useRef<HTMLDivElement>(null)
  const place = useRef(0)
  const key = active.value
  const keys = rows.value.map((row) => row.key)

  useLayoutEffect(() => {
    const follow = ({ target }: FocusEvent) => {
      const row = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-row]') : null
      if (row && list.current?.contains(row)) active.value = row.dataset.row ?? null
    }
    document.addEventListener('focusin', follow)
    return () => document.removeEventListener('focusin', follow)
  }, [active])

  useLayoutEffect(() => {
    if (key === null) return
    const index = keys.indexOf(key)
    if (index === -1) {
      active.value = keys[Math.min(place.current, keys.length - 1)] ?? null
      return
    }
    place.current = index
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
    const focused = document.activeElement
    // A field or a button of the row keeps it, and so does a field elsewhere.
    if (!row || row.contains(focused) || focused?.closest('input, textarea, select, form')) return
    row.focus()
  })

  return list
}
