/** KQ-2 in a process that runs elsewhere: the office's zone decides, never the machine's. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SCRIPT = `
import { advanceAlive, morningOffice, press, verdict } from './test/support/morning-office.ts';
const moments = ['07:49:59.999', '07:50:00.000', '08:00:00.999', '08:00:01.000'];
const verdicts = moments.map((moment) => {
  const office = morningOffice();
  advanceAlive(office, moment);
  press(office, 'p-finger');
  return verdict(office, 'p-finger', '2026-11-23');
});
const office = morningOffice({ start: '2026-11-23T00:04:00' });
console.log(JSON.stringify({ verdicts, date: office.officeDate, offset: new Date(0).getTimezoneOffset() }));
`;
const root = join(import.meta.dirname, '..', '..');

function inZone(zone: string): { verdicts: unknown; date: unknown; offset: unknown } {
  const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT], {
    cwd: root,
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
  });
  const said: unknown = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  if (
    typeof said !== 'object' ||
    said === null ||
    !('verdicts' in said && 'date' in said && 'offset' in said)
  ) {
    throw new TypeError(`unexpected: ${output}`);
  }
  return said;
}

describe('KQ-2: the process’s zone', () => {
  it.each([
    ['UTC', 0],
    ['America/New_York', 300],
  ])(
    'KQ-2: a process in %s judges the same, and knows the office date at 00:04',
    (zone, offset) => {
      expect(inZone(zone)).toEqual({
        verdicts: ['on-time', 'late', 'late', 'after-edge'],
        date: '2026-11-23',
        offset,
      });
    },
    60_000,
  );
});
