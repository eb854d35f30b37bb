import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface Place {
  readonly element: HTMLElement
  index: number
  readonly id: string
  readonly action: string
}

/**
 * Keeps the keyboard's place in a list: when the row that has the focus disappears, the focus goes to the same
 * action of the row now standing there, else to the list itself.
 *
 * It looks after each rendering of the component that calls it: what opens and closes a row is to be read there.
 * Rows carry `data-row`, their actions `data-action`.
 */
export function useRowFocus<Element extends HTMLElement>(): RefObject<Element | null> {
  const list = useRef<Element>(null)
  const last = useRef<Place | null>(null)

  useLayoutEffect(() => {
    const remember = (event: FocusEvent) => {
      last.current = placeOf(event.target as HTMLElement, list.current)
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])

  useLayoutEffect(() => {
    const place = last.current
    if (!place) return
    const rows = rowsOf(list.current)
    const index = rows.findIndex(({ dataset }) => dataset.row === place.id)
    if (index !== -1) place.index = index
    if (place.element.isConnected) return
    const row = rows[place.index] ?? rows.at(-1)
    const wanted = row?.querySelector<HTMLElement>(`[data-action="${place.action}"]`)
    const target = wanted ?? row?.querySelector<HTMLElement>('[data-action]') ?? list.current
    target?.focus()
  })

  return list
}

function placeOf(element: HTMLElement, list: HTMLElement | null): Place | null {
  const row = element.closest<HTMLElement>('[data-row]')
  if (!row || !list?.contains(row)) return null
  const { dataset } = row
  return {
    element,
    index: rowsOf(list).indexOf(row),
    id: dataset.row ?? '',
    action: element.dataset.action ?? '',
  }
}

function rowsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
}
