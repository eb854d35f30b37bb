import { text } from '../../platform/texts.ts'
import { CopyButton } from '../components/CopyButton.tsx'

/** The address that the authorization server must know. */
export function RedirectPanel({ redirectUrl }: { readonly redirectUrl: string }) {
  return (
    <section class="panel" aria-labelledby="redirect-title">
      <h2 id="redirect-title" class="panel-title">
        {text('redirectTitle')}
      </h2>
      <p class="soft">{text('redirectWords')}</p>
      <div class="panel-row redirect">
        <code class="code">{redirectUrl}</code>
        <div class="actions redirect-copy">
          <CopyButton value={redirectUrl} />
        </div>
      </div>
    </section>
  )
}
