import type { Account } from '../../contract/snapshot.ts'
import { personWords } from '../person.ts'

interface PersonProps {
  readonly account: Account
  readonly picture: string | undefined
}

/** Who is signed in, by initials, or by the picture that the person has asked for. */
export function Person({ account, picture }: PersonProps) {
  const { name, email, initials } = personWords(account)
  return (
    <div class="person-card">
      {/* The name beside it says the same. */}
      {picture === undefined ? (
        <span class="portrait initials" aria-hidden="true">
          {initials}
        </span>
      ) : (
        <img class="portrait" src={picture} alt="" />
      )}
      <div class="person-words">
        <Line words={name} class="person-name" />
        {email !== null && <Line words={email} class="soft small" />}
      </div>
    </div>
  )
}

/** Cut at the end of its own writing direction, so that the beginning of a name stays to be read. */
function Line({ words, class: className }: { readonly words: string; readonly class: string }) {
  return (
    <p class={`person-line one-line ${className}`} dir="auto" title={words}>
      {words}
    </p>
  )
}
