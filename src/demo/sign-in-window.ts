import type { BrowserContext, Page } from '@playwright/test'

export interface Credentials {
  readonly username: string
  readonly password: string
}

const WINDOW_TIMEOUT_MS = 20_000

/** Presses "Sign in" on a page of the extension and returns the provider's login window. */
export async function openSignInWindow(context: BrowserContext, page: Page): Promise<Page> {
  const opened = context.waitForEvent('page', { timeout: WINDOW_TIMEOUT_MS })
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const window = await opened
  await window.getByLabel('E-mail').waitFor({ timeout: WINDOW_TIMEOUT_MS })
  return window
}

/** Fills in the provider's login form, sends it and waits until the browser has taken the window away. */
export async function fillSignInWindow(window: Page, credentials: Credentials): Promise<void> {
  await window.getByLabel('E-mail').fill(credentials.username)
  await window.getByLabel('Password').fill(credentials.password)
  const closed = window.waitForEvent('close', { timeout: WINDOW_TIMEOUT_MS })
  // The window may be gone before Playwright sees the click end: that it closes is the proof.
  await Promise.all([
    closed,
    window.getByRole('button', { name: 'Sign in', exact: true }).click({ noWaitAfter: true }),
  ])
}
