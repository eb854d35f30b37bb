import type { Account } from '../../contract/snapshot.ts'
import { Foreign } from './Foreign.tsx'

/** Who is signed in, by initials: pictures are not fetched from other sites. */
export function Person({ account }: { readonly account: Account }) {
  return (
    <div class="person-card">
      <span class="initials" aria-hidden="true">
        {initialsOf(account.name)}
      </span>
      <div class="person-words">
        <p class="one-line">
          <Foreign words={account.name} />
        </p>
        {account.email && (
          <p class="one-line soft small">
            <Foreign words={account.email} />
          </p>
        )}
      </div>
    </div>
  )
}

function initialsOf(name: string): string {
  const letters = name.match(/(?<!\p{L})\p{L}/gu) ?? []
  return [letters[0], letters.length > 1 ? letters.at(-1) : ''].join('').toLocaleUpperCase()
}
