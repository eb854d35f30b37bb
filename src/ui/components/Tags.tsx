import { Foreign } from './Foreign.tsx'

const MAX_SHOWN = 20

export function Tags({ tags }: { readonly tags: readonly string[] }) {
  return tags.slice(0, MAX_SHOWN).map((tag) => (
    <span class="tag one-line" key={tag}>
      #<Foreign words={tag} />
    </span>
  ))
}
