import { expect, type Page, test } from '@playwright/test'
import type { ExtensionBrowser } from '../../support/extension.ts'
import { expectAccessible, sidewaysOverflow } from './checks.ts'
import { expectState, type State } from './popup-states.ts'
import { type OpenOptions, openState } from './stage.ts'
import { forceColours, mirror, ZOOMED } from './variants.ts'

/** A state as it is seen at each size, in each scheme, by everybody: pictured, without a finding, and nothing cut off. */
export async function look(
  browser: ExtensionBrowser,
  name: string,
  state: State,
  file: 'popup.html' | 'options.html',
): Promise<void> {
  for (const scale of [1, 2] as const) {
    const { page, errors } = await arrange(browser, state, { file, scheme: 'light', scale })
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await picture(page, `${name}-${scheme}-${scale}x`)
      if (scale === 1) await expectAccessible(page)
    }
    expect(await sidewaysOverflow(page)).toEqual([])
    if (scale === 1) await expectForEverybody(page, name)
    expect(errors).toEqual([])
    await page.close()
  }
  const { page } = await arrange(browser, state, ZOOMED[file])
  await picture(page, `${name}-zoomed`)
  await expectAccessible(page)
  expect(await sidewaysOverflow(page)).toEqual([])
  await page.close()
}

async function arrange(
  browser: ExtensionBrowser,
  state: State,
  options: OpenOptions,
): Promise<{ page: Page; errors: string[] }> {
  const page = await openState(browser, state, options)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await state.arrange?.(page)
  await expectState(page, state)
  return { page, errors }
}

/** The same page in forced colours and written from the right; it is of no use afterwards. */
async function expectForEverybody(page: Page, name: string): Promise<void> {
  await forceColours(page)
  await picture(page, `${name}-forced-colours`)
  await expectAccessible(page)
  await mirror(page)
  await picture(page, `${name}-mirrored`)
  await expectAccessible(page)
  expect(await sidewaysOverflow(page)).toEqual([])
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
}
