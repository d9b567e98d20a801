/** Signs of names that the bundled slices of the fonts lack are in slices of our own. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '..', '..', 'kiosk-ui', 'fonts');
const require = createRequire(import.meta.url);

/** Ranges of one file of @font-face rules, as [from, to]. */
function rangesOf(css: string): readonly (readonly [number, number])[] {
  return [...css.matchAll(/unicode-range:([^;]+);/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(
      ([, from = '', to = from]) => [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const,
    ),
  );
}
const covers = (ranges: readonly (readonly [number, number])[], sign: string): boolean =>
  ranges.some(([from, to]) => from <= (sign.codePointAt(0) ?? 0) && (sign.codePointAt(0) ?? 0) <= to);

describe('rare signs', () => {
  const rare = readFileSync(join(FOLDER, 'rare.css'), 'utf8');
  const signs = [...readFileSync(join(FOLDER, 'rare-signs.txt'), 'utf8').replaceAll(/\s/g, '')];

  it('𬱖 and 㛃 are among those that the bundled slices lack', () => {
    const bundled = rangesOf(readFileSync(require.resolve('@fontsource/noto-serif-sc/700.css'), 'utf8'));
    expect(signs.filter((sign) => covers(bundled, sign))).toEqual([]);
    expect(signs).toEqual(expect.arrayContaining(['𬱖', '㛃']));
  });
  it('every one of them has a slice in the serif and in both weights of the sans', () => {
    for (const [family, weight] of [
      ['Noto Serif SC', 700],
      ['Noto Sans SC', 400],
      ['Noto Sans SC', 700],
    ] as const) {
      const rules = rare
        .split('@font-face')
        .filter((rule) => rule.includes(`'${family}'`) && rule.includes(`font-weight: ${weight}`))
        .join('');
      expect(signs.filter((sign) => !covers(rangesOf(rules), sign))).toEqual([]);
    }
  });
  it('every slice is there', () => {
    const files = [...rare.matchAll(/url\('\.\/([^']+)'\)/g)].map(([, name = '']) => name);
    expect(files.filter((name) => !existsSync(join(FOLDER, name)))).toEqual([]);
  });
});
