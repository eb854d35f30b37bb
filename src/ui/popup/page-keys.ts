import type { CaptureModel } from './capture-interface.ts'

/**
 * Whether this key is for what the page offers, which it then does. Tab takes the note up. Escape gives the project
 * back once something is typed (before, it closes the popup), Backspace does in front of the line, where it would
 * delete nothing.
 */
export function takePageKey(
  event: KeyboardEvent,
  { line, suggestions, active, page }: CaptureModel,
): boolean {
  const isEmpty = line.peek().trim() === ''
  const isListFirst = suggestions.peek().length > 0 && !(isEmpty && active.peek() === -1)
  if (event.shiftKey || isListFirst) return false
  switch (event.key) {
    case 'Tab':
      if (!page.offer.peek()) return false
      page.acceptNote()
      return true
    case 'Escape':
      if (isEmpty || !page.project.peek()) return false
      page.dropProject()
      return true
    case 'Backspace':
      if (!isInFront(event) || !page.project.peek()) return false
      page.dropProject()
      return true
    default:
      return false
  }
}

function isInFront({ currentTarget }: KeyboardEvent): boolean {
  const { selectionStart, selectionEnd } = currentTarget as HTMLInputElement
  return selectionStart === 0 && selectionEnd === 0
}
