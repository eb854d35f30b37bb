import { createHash } from 'node:crypto'
import { DEMO_ACCOUNTS } from './accounts.ts'

const STYLE = `
:root { color-scheme: light dark; --accent: light-dark(#2f5bd7, #8fb0ff); --line: light-dark(#c3c8d2, #4a5160);
  --quiet: light-dark(#565d6b, #a9b0bd); --card: light-dark(#fff, #1d2027); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
  background: light-dark(#f3f4f7, #14161b); color: light-dark(#1b1f27, #eceef2);
  font: 15px/1.45 system-ui, sans-serif; }
main { width: 100%; max-width: 360px; padding: 28px; border-radius: 14px; background: var(--card);
  border: 1px solid light-dark(#e2e5ea, #2c313b); }
h1 { margin: 0 0 4px; font-size: 21px; letter-spacing: -.01em; }
h2 { margin: 24px 0 6px; font-size: 13px; color: var(--quiet); font-weight: 600; }
p { margin: 0 0 16px; color: var(--quiet); }
label { display: block; margin: 12px 0 4px; font-weight: 600; font-size: 13px; }
input { width: 100%; padding: 9px 11px; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--line); border-radius: 8px; }
.acts { display: flex; align-items: center; gap: 16px; margin-top: 20px; }
button { padding: 9px 18px; font: inherit; font-weight: 600; border: 0; border-radius: 8px; cursor: pointer;
  background: var(--accent); color: light-dark(#fff, #10131a); }
.quiet { background: transparent; color: var(--accent); border: 1px solid var(--line); }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.fault { color: light-dark(#a3160f, #ff9d94); font-weight: 600; }
ul { margin: 0; padding: 0; list-style: none; font-size: 13px; color: var(--quiet); }
code { font: 12.5px ui-monospace, monospace; white-space: nowrap; color: light-dark(#1b1f27, #eceef2); }
`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/**
 * Chromium holds `form-action` against the whole chain of redirects that follows a form,
 * so the clients' own origins are part of it.
 */
export function contentSecurityPolicy(formTargets: readonly string[]): string {
  return [
    "default-src 'none'",
    // Empty forbids all; the library adds the hash of its own script where it hands a form on.
    'script-src',
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** `username` and `fault` come back after a wrong password; `action` is where the form goes. */
export function loginPage(page: { action: string; username: string; fault: string | null }): string {
  const accounts = DEMO_ACCOUNTS.map(
    ({ username, password }) => `<li><code>${escapeHtml(username)}</code> · <code>${password}</code></li>`,
  )
  const focus = page.username === '' ? ['autofocus', ''] : ['', 'autofocus']
  return document(
    'Sign in',
    `<h1>Sign in to ExampleCo</h1>
<p>to continue to Timejot</p>
${page.fault === null ? '' : `<p class="fault" role="alert">${escapeHtml(page.fault)}</p>`}
<form method="post" action="${escapeHtml(page.action)}">
<label for="username">E-mail</label>
<input id="username" name="username" type="email" autocomplete="username" required
 value="${escapeHtml(page.username)}" ${focus[0]}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required ${focus[1]}>
<div class="acts"><button type="submit">Sign in</button><a href="${escapeHtml(page.action)}/cancel">Cancel</a></div>
</form>
<h2>Demo accounts</h2>
<ul>${accounts.join('')}</ul>`,
  )
}

/** `form` is the provider's own, already escaped, and named `op.logoutForm`. */
export function logoutPage(form: string): string {
  return document(
    'Sign out',
    `<h1>Sign out?</h1>
<p>This ends your ExampleCo session in this browser.</p>
${form}
<div class="acts"><button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<button class="quiet" type="submit" form="op.logoutForm">Stay signed in</button></div>`,
  )
}

export function messagePage(title: string, sentence: string): string {
  return document(title, `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(sentence)}</p>`)
}

function document(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
<main>
${main}
</main>
</html>
`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
