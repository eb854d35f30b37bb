import { useEffect } from 'preact/hooks'

/** When what has the focus disappears and nothing takes its place, the focus goes to `findHome()`, never nowhere. */
export function useFocusHome(findHome: () => HTMLElement | null): void {
  useEffect(() => {
    let last: Element | null = null
    const remember = (event: FocusEvent) => {
      last = event.target as Element
    }
    // Its turn comes after all that a rendering does, so also after what a list does for its rows.
    const observer = new MutationObserver(() => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && last && !last.isConnected) findHome()?.focus()
    })
    document.addEventListener('focusin', remember)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', remember)
      observer.disconnect()
    }
  }, [findHome])
}
