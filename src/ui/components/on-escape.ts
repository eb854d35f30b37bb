/** A key handler that does this on Escape, and keeps the key from closing more than that: a popup closes on it. */
export function onEscape(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
}
