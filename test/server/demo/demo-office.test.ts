/** The demonstration's past: believable, the rules' own, and the same at every start. */
import { describe, expect, it } from 'vitest';
import { createOfficeTime } from '../../../server/calendar/office-time.ts';
import { demoOffice } from '../../../server/demo/demo-office.ts';
import type { DemoOffice } from '../../../server/demo/demo-port.ts';
import { OfficeMemory } from '../../../server/engine/office-memory.ts';
import { systemModule } from '../../../server/engine/system-module.ts';
import type { RecordedEvent } from '../../../server/engine/recorded-event.ts';
import { OFFICE_PARTS } from '../../../server/office.ts';
import { INSTALLATION } from '../../support/morning-office.ts';
import { RegisterMemory } from '../../support/register-memory.ts';

const time = createOfficeTime('Asia/Shanghai');
const untilMs = time.instantOf('2026-11-23', '07:45');
const installation = {
  ...INSTALLATION,
  devices: INSTALLATION.devices.map((device) =>
    device.kind === 'seal-cabinet' ? { ...device, slotCount: 6 } : device,
  ),
};

function make(seed: number): DemoOffice {
  return demoOffice({
    seed,
    untilMs,
    time,
    parts: OFFICE_PARTS,
    installation,
    version: '0.0.0-test',
    keepCard: (cardNumber) => `ref-${cardNumber}`,
  });
}

const demo = make(20_261_123);
const recorded = demo.events.map(({ atMs, actor = 'system', event }, index): RecordedEvent => {
  const envelope = {
    position: index + 1,
    recordedAtMs: atMs,
    officeDate: time.dateOf(atMs),
    actor,
    cause: undefined,
  };
  return { ...event, ...envelope };
});
const registers = new RegisterMemory(Object.values(OFFICE_PARTS).flatMap(({ module }) => module.registers));
const memory = new OfficeMemory(
  [systemModule, ...Object.values(OFFICE_PARTS).map(({ module }) => module)],
  OFFICE_PARTS,
);
for (const event of recorded) {
  registers.apply(event);
  memory.evolve(event);
}

describe('demo office', () => {
  it('has some forty people in sections in rank order, with names as names are', () => {
    const names = memory.views.people.employedOn('2026-11-23').map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(38);
    expect(names.slice(0, 2)).toEqual(['周海涛', '尹明']);
    for (const name of ['欧阳静怡', '阿卜杜热合曼·买买提', '李𬱖', '赵㛃']) expect(names).toContain(name);
  });

  it('tells a month in order of time, up to seconds before it begins', () => {
    const times = demo.events.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(untilMs - (times.at(-1) ?? 0)).toBeLessThan(60_000);
    expect(untilMs).toBeGreaterThan(times.at(-1) ?? Infinity);
  });

  it('judges mornings by the rules, mostly on time, with lates, absences and something open', () => {
    const counts = registers.all('SELECT verdict, count(*) AS n FROM attendance_day GROUP BY verdict');
    const of = (verdict: string): number =>
      Number(counts.find((row) => row['verdict'] === verdict)?.['n'] ?? 0);
    const all = counts.reduce((sum, row) => sum + Number(row['n']), 0);
    expect(of('on-time') / all).toBeGreaterThan(0.85);
    for (const verdict of ['late', 'open', 'explained']) expect(of(verdict), verdict).toBeGreaterThan(0);
    expect(of('not-signed-in') + of('absent') + of('after-edge')).toBeGreaterThan(0);
    const firstDay = registers.all('SELECT DISTINCT office_date FROM attendance_day ORDER BY office_date');
    expect(firstDay.length).toBeGreaterThanOrEqual(20);
  });

  it('has a duty log, seals used and papers waiting, and a cabinet that is locked with everything in place', () => {
    const types = new Map<string, number>();
    for (const { event } of demo.events) types.set(event.type, (types.get(event.type) ?? 0) + 1);
    for (const type of ['duty.roster-published', 'duty.signed-on', 'duty.call-judged', 'duty.call-logged']) {
      expect(types.get(type), type).toBeGreaterThan(0);
    }
    for (const type of [
      'seals.use-requested',
      'seals.use-registered',
      'seals.return-confirmed',
      'seals.session-ended',
    ]) {
      expect(types.get(type), type).toBeGreaterThan(0);
    }
    expect(types.get('seals.alarm-raised')).toBeUndefined();
  });

  it('does nothing that a rule refuses, and lives on where one does', () => {
    expect(demo.refusals).toEqual([]);
  });

  it('is the same for the same seed and another for another', () => {
    expect(make(20_261_123).events).toEqual(demo.events);
    expect(make(7).events).not.toEqual(demo.events);
  }, 60_000);
});
