import { expect, type Page } from '@playwright/test'

/** Submits this week from an open popup; what the check has found does not keep it. */
export async function submitWeek(popup: Page): Promise<void> {
  await popup.getByRole('button', { name: 'Week', exact: true }).click()
  await popup.getByRole('button', { name: 'Submit week' }).click()
  await popup.getByRole('button', { name: /^Submit( anyway)?$/ }).click()
  await expect(popup.getByText('Submitted, about to be sent')).toBeVisible()
}
