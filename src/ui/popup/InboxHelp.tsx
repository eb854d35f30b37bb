import { text } from '../../platform/texts.ts'

const KEYS = [
  ['j', 'k', 'keyMove'],
  ['e', null, 'keyFold'],
  ['x', null, 'keySelect'],
  ['a', null, 'keyApprove'],
  ['A', null, 'keyApproveAll'],
  ['r', null, 'keyReject'],
  ['u', null, 'keyUndo'],
  ['/', null, 'keySearch'],
  ['?', null, 'keyHelp'],
] as const

export function InboxHelp() {
  return (
    <section class="inbox-help" aria-label={text('inboxKeys')}>
      <dl>
        {KEYS.map(([key, other, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
              {other && <kbd>{other}</kbd>}
            </dt>
            <dd>{text(what)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
