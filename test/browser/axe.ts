/** axe-core in a page: what it finds serious or critical. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The rules whose answer may change with the paper alone. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/**
 * Not looked at:
 * `.watermark`: it must not compete with what it lies over, is hidden from screen readers, and its word stands in the
 * foot of every screen as well (WCAG 1.4.3, incidental).
 */
const EXCEPT = ['.watermark'];

/**
 * axe comes in through the debugger: the pages' own policy allows no script from elsewhere, and stays as it is.
 * `colourOnly` for a second look at the same page on the other paper.
 */
export async function axeFindings(page: Page, colourOnly = false): Promise<readonly string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  const options = {
    resultTypes: ['violations'],
    ...(colourOnly ? { runOnly: { type: 'rule', values: COLOUR_RULES } } : {}),
  };
  const found: unknown = await page.evaluate(
    `axe.run({ exclude: ${JSON.stringify(EXCEPT)} }, ${JSON.stringify(options)}).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html.slice(0, 160)).join(' | ')))`,
  );
  if (!Array.isArray(found)) throw new Error('axe gave no answer');
  return found.map(String);
}
