import { withoutControls } from '../formats.ts'

interface ForeignProps {
  readonly words: string
  readonly class?: string
}

/** Words that come from elsewhere: they keep their own writing direction and cannot disturb what is around them. */
export function Foreign({ words, class: className }: ForeignProps) {
  return <bdi class={className}>{withoutControls(words)}</bdi>
}
