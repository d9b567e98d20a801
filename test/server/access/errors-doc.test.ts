/** docs/errors.md and the code name the same codes: each has a line, each line has a code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BRIDGE_ERROR_CODES } from '../../../firmware-bridge/bridge-error.ts';
import { DEVICE_ERROR_CODES } from '../../../devices/device-error.ts';
import { ACCESS_REFUSALS } from '../../../server/access/refusals.ts';
import { CONFIG_MISTAKE_CODES } from '../../../server/config-error.ts';
import { JOURNAL_ERROR_CODES } from '../../../server/errors.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'errors.md'), 'utf8');
const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/** Keys of the tables that each module exports from its `refusals.ts`. */
async function moduleCodes(): Promise<readonly string[]> {
  const folders = readdirSync(join(ROOT, 'server'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const files = folders
    .map(({ name }) => join(ROOT, 'server', name, 'refusals.ts'))
    .filter((file) => existsSync(file));
  const modules = await Promise.all(files.map((file) => import(file)));
  return modules.flatMap((exported) =>
    Object.values(Object(exported)).flatMap((table) =>
      typeof table === 'object' && table !== null ? Object.keys(table) : [],
    ),
  );
}

/** Codes written where they are thrown. */
function thrownCodes(): readonly string[] {
  const sources = readdirSync(join(ROOT, 'server'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  return sources.flatMap((text) =>
    [...text.matchAll(/new (?:RuleViolation|JournalError)\(\s*'([A-Z_0-9]+)'/g)].map(
      ([, code]) => code ?? '',
    ),
  );
}

describe('docs/errors.md', () => {
  it('has one line for every code, with what to do, and no other', async () => {
    const tables = [
      BRIDGE_ERROR_CODES,
      DEVICE_ERROR_CODES,
      JOURNAL_ERROR_CODES,
      CONFIG_MISTAKE_CODES,
      ACCESS_REFUSALS,
    ];
    const codes = new Set([
      ...tables.flatMap((table) => Object.keys(table)),
      ...(await moduleCodes()),
      ...thrownCodes(),
    ]);
    const lines = [...PAGE.matchAll(/^\| `([A-Z_0-9]+)` \| (.+) \| (.+) \|$/gm)].map(
      ([, code, meaning, act]) => ({ code: code ?? '', meaning, act }),
    );
    const described = lines.map(({ code }) => code);
    expect([...codes].filter((code) => !CODE.test(code))).toEqual([]);
    expect([...codes].filter((code) => !described.includes(code))).toEqual([]);
    expect(described.filter((code) => !codes.has(code))).toEqual([]);
    expect(described.filter((code, at) => described.indexOf(code) !== at)).toEqual([]);
    expect(
      lines.filter(({ meaning, act }) => (meaning ?? '').trim().length < 4 || (act ?? '').trim().length < 4),
    ).toEqual([]);
  });
});
