import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

interface Capped<Item> {
  readonly shown: readonly Item[]
  readonly hiddenCount: number
  readonly showAll: () => void
}

/** The first `most` of many items, and a way to have them all: the focus then goes to the first new row. */
export function useCap<Item>(
  items: readonly Item[],
  most: number,
  list: RefObject<HTMLElement | null>,
): Capped<Item> {
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? items : items.slice(0, most)
  useLayoutEffect(() => {
    const firstNew = isOpen ? list.current?.querySelectorAll('[data-row]')[most] : null
    firstNew?.querySelector<HTMLElement>('[data-action]')?.focus()
  }, [isOpen, most, list])
  return { shown, hiddenCount: items.length - shown.length, showAll: () => setOpen(true) }
}
