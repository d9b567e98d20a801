/** KQ-2, reader blind: the paper sheet keyed person by person and signed by two, and the declaration of two for the rest. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advanceAlive,
  CARD,
  FINGER,
  morningOffice,
  press,
  swipe,
  verdict,
} from '../../support/morning-office.ts';
import type { OfficeHarness } from '../../support/office-harness.ts';

const MONDAY = '2026-11-23';
const DOWN = ['p-deputy', 'p-head', 'p-finger', 'p-card', 'p-both', 'p-admin'] as const;

/** Nobody can badge from 07:40 to 08:05; the director, the clerk and the chief had come before. */
function morningDown(): OfficeHarness {
  const office = morningOffice();
  advanceAlive(office, '07:38:00');
  for (const early of ['p-director', 'p-clerk', 'p-chief']) press(office, early);
  office.advanceTo('07:40:00');
  for (const reader of [FINGER, CARD]) office.health(reader, 'offline', 'unplugged', office.nowMs);
  office.advanceTo('08:05:00');
  office.health(FINGER, 'online', 'connected', office.nowMs);
  office.health(CARD, 'unknown', 'unproven');
  advanceAlive(office, '08:10:00');
  return office;
}
function idIn(answer: unknown, field: string): string {
  const fields: Readonly<Record<string, string>> = JSON.parse(JSON.stringify(answer));
  return fields[field] ?? '';
}
interface Line {
  readonly personId: string;
  readonly at: string;
}
function enter(office: OfficeHarness, lines: readonly Line[], by = 'p-clerk'): string {
  const body = { deviceId: FINGER, officeDate: MONDAY, lines };
  return idIn(office.ask(by, 'attendance.enter-paper', body), 'lotId');
}
const sign = (office: OfficeHarness, lotId: string, by = 'p-chief'): unknown =>
  office.ask(by, 'attendance.confirm-paper', { lotId });
function propose(office: OfficeHarness, deviceId: string, more: object = {}): string {
  const span = { officeDate: MONDAY, from: '07:40', to: '08:05', settles: true };
  const body = { deviceId, ...span, reason: '大厅断电', ...more };
  return idIn(office.ask('p-clerk', 'attendance.declare-outage', body), 'outageId');
}
const confirm = (office: OfficeHarness, outageId: string, by = 'p-chief'): unknown =>
  office.ask(by, 'attendance.confirm-outage', { outageId });
const declare = (office: OfficeHarness): void => {
  for (const reader of [FINGER, CARD]) confirm(office, propose(office, reader));
};

describe('KQ-2: the reader was down from 07:40 to 08:05', () => {
  it('KQ-2: nobody is absent; the keyed sheet settles some, the declaration of two the rest', () => {
    const office = morningDown();
    expect(DOWN.map((id) => verdict(office, id))).toEqual(DOWN.map(() => 'open'));
    const lotId = enter(office, [
      { personId: 'p-finger', at: '07:44' },
      { personId: 'p-card', at: '07:49:59' },
      { personId: 'p-both', at: '07:50' },
    ]);
    expect(verdict(office, 'p-finger')).toBe('open');
    sign(office, lotId);
    expect(['p-finger', 'p-card', 'p-both'].map((id) => verdict(office, id))).toEqual([
      'on-time',
      'on-time',
      'late',
    ]);
    expect(office.view('attendance.outages', { date: MONDAY }, office.person('p-clerk'))).toMatchObject({
      open: true,
      signedLines: [{ name: '张伟', time: '07:44:00' }, { name: '刘洋' }, { name: '欧阳静怡' }],
      stillOpen: [{ name: '尹明' }, { name: '马超' }, { name: '李强' }],
    });
    declare(office);
    expect(['p-deputy', 'p-head', 'p-admin'].map((id) => verdict(office, id))).toEqual([
      'explained',
      'explained',
      'explained',
    ]);
    expect(verdict(office, 'p-both')).toBe('late');
    office.advanceTo('2026-12-31T09:00:00');
    const kept = office.registers.all(
      'SELECT verdict, COUNT(*) AS people FROM attendance_day WHERE office_date = ? GROUP BY verdict ORDER BY verdict',
      MONDAY,
    );
    expect(kept).toEqual([
      { verdict: 'explained', people: 3 },
      { verdict: 'late', people: 1 },
      { verdict: 'on-time', people: 5 },
    ]);
    const told = office.events.flatMap((event) =>
      event.type === 'attendance.edge-judged' && event.data.officeDate === MONDAY
        ? event.data.judgements
        : [],
    );
    expect(told.filter(({ verdict: given }) => given === 'absent')).toEqual([]);
    expect(office.rebuilt()).toEqual(office.states);
  }, 60_000);

  it('KQ-2: 待核 stays past the explanation window, and can still be settled then', () => {
    const office = morningDown();
    office.advanceTo('2026-11-27T09:00:00');
    expect(verdict(office, 'p-finger', MONDAY)).toBe('open');
    sign(office, enter(office, [{ personId: 'p-finger', at: '07:44' }]));
    expect(verdict(office, 'p-finger', MONDAY)).toBe('on-time');
    office.advanceTo('2026-12-31T09:00:00');
    expect(office.refusal(() => enter(office, [{ personId: 'p-card', at: '07:44' }]))).toBe(
      'ATTENDANCE_DAY_SETTLED',
    );
  }, 60_000);

  it('KQ-2: every order of sheet, declaration and late badge gives the same verdicts, and the same once more changes nothing', () => {
    const acts: Readonly<Record<string, (office: OfficeHarness) => void>> = {
      sheet: (office) => void sign(office, enter(office, [{ personId: 'p-finger', at: '07:44' }])),
      late: (office) => void sign(office, enter(office, [{ personId: 'p-both', at: '07:58' }])),
      declare,
      badge: (office) => press(office, 'p-both'),
      card: (office) => swipe(office, 'p-card'),
    };
    const settled = (order: readonly string[]): unknown => {
      const office = morningDown();
      for (const name of order) acts[name]?.(office);
      return DOWN.map((id) => verdict(office, id));
    };
    const expected = settled(Object.keys(acts));
    expect(expected).toEqual(['explained', 'explained', 'on-time', 'explained', 'late', 'explained']);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Object.keys(acts), { minLength: Object.keys(acts).length }),
        fc.constantFrom('sheet', 'declare', 'badge'),
        (order, again) => {
          expect(settled([...order, again])).toEqual(expected);
        },
      ),
      { numRuns: 10 },
    );
  }, 60_000);
});

describe('KQ-2: the declaration', () => {
  it('KQ-2: needs another person than who proposes it, and is withdrawn by its proposer or the director', () => {
    const office = morningDown();
    const id = propose(office, FINGER);
    expect(office.refusal(() => confirm(office, id, 'p-clerk'))).toBe('ATTENDANCE_SECOND_PERSON');
    expect(office.refusal(() => office.ask('p-chief', 'attendance.withdraw-outage', { outageId: id }))).toBe(
      'ATTENDANCE_PROPOSER_WITHDRAWS',
    );
    office.ask('p-director', 'attendance.withdraw-outage', { outageId: id });
    expect(office.refusal(() => confirm(office, id))).toBe('ATTENDANCE_OUTAGE_UNKNOWN');
  });

  it('KQ-2: does not settle the mornings of the two who declare', () => {
    const office = morningDown();
    for (const reader of [FINGER, CARD]) confirm(office, propose(office, reader), 'p-deputy');
    expect(verdict(office, 'p-head')).toBe('explained');
    expect(verdict(office, 'p-deputy')).toBe('open');
  });

  it('KQ-2: lies within the time of signing in and in the past, at a reader that counts', () => {
    const office = morningDown();
    const refused = (more: object, device = FINGER): unknown =>
      office.refusal(() => propose(office, device, more));
    expect(refused({ from: '08:01', to: '08:05' })).toBe('ATTENDANCE_OUTAGE_SPAN');
    expect(refused({ from: '07:45', to: '07:45' })).toBe('ATTENDANCE_OUTAGE_SPAN');
    expect(refused({ to: '09:00' })).toBe('ATTENDANCE_OUTAGE_SPAN');
    expect(refused({}, 'duty-card')).toBe('ATTENDANCE_OUTAGE_READER');
    expect(refused({ officeDate: '2026-11-22' })).toBe('ATTENDANCE_NOT_JUDGED');
  });

  it('KQ-2: that only states an outage nobody noticed makes 待核 of it, for the sheet to settle', () => {
    const office = morningOffice();
    advanceAlive(office, '08:00:30');
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    office.advanceTo('08:10:00');
    const line = [{ personId: 'p-finger', at: '07:44' }];
    expect(office.refusal(() => enter(office, line))).toBe('ATTENDANCE_PAPER_NO_OUTAGE');
    confirm(office, propose(office, FINGER, { settles: false }));
    expect(verdict(office, 'p-finger')).toBe('open');
    sign(office, enter(office, line));
    expect(verdict(office, 'p-finger')).toBe('on-time');
  });
});

describe('KQ-2: the page of outages', () => {
  it('KQ-2: says whose verdict a declaration would change, before it is made and while it waits, and changes nothing', () => {
    const office = morningOffice();
    advanceAlive(office, '08:10:00');
    const asked = { date: MONDAY, deviceId: FINGER, from: '07:40', to: '08:05' };
    const effect = (settles: boolean, who = 'p-clerk'): unknown =>
      office.view('attendance.outage-effect', { ...asked, settles: String(settles) }, office.person(who));
    const open = { personId: 'p-finger', beforeWords: '8:00 未签到', afterWords: '待核' };
    // The silent card reader proves nothing: who could use either is concerned as well.
    const affected = (afterWords: string): object => ({
      affected: expect.arrayContaining([expect.objectContaining({ ...open, afterWords })]),
    });
    const before = office.events.length;
    expect(effect(false)).toMatchObject(affected('待核'));
    expect(effect(true)).toMatchObject(affected('已说明'));
    // Nobody is settled by a declaration of their own.
    expect(effect(true, 'p-chief')).not.toMatchObject({
      affected: expect.arrayContaining([
        expect.objectContaining({ personId: 'p-chief', afterWords: '已说明' }),
      ]),
    });
    expect(office.events.length).toBe(before);
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');

    const outageId = propose(office, FINGER, { settles: false });
    const view = (): unknown => office.view('attendance.outages', { date: MONDAY }, office.person('p-chief'));
    expect(view()).toMatchObject({
      waiting: [{ outageId, from: '07:40:00', to: '08:05:00', proposedByName: '王芳', ...affected('待核') }],
    });
    confirm(office, outageId);
    const lotId = enter(office, [{ personId: 'p-finger', at: '07:44' }]);
    expect(view()).toMatchObject({
      waiting: [],
      declared: [{ proposedByName: '王芳', confirmedByName: '孙淑芬' }],
      lots: [{ lotId, lines: [{ name: '张伟', time: '07:44:00', standing: { words: '待核' } }] }],
    });
    sign(office, lotId);
    expect(view()).toMatchObject({
      lots: [],
      signedLines: [{ name: '张伟', enteredByName: '王芳', standing: { words: '按时' } }],
    });
  });
});

describe('KQ-2: the paper sheet', () => {
  it('KQ-2: is entered by one and signed by another, whose own line waits for a third', () => {
    const office = morningDown();
    const lotId = enter(office, [
      { personId: 'p-finger', at: '07:44' },
      { personId: 'p-deputy', at: '07:45' },
    ]);
    expect(office.refusal(() => sign(office, lotId, 'p-clerk'))).toBe('ATTENDANCE_SECOND_PERSON');
    sign(office, lotId, 'p-deputy');
    expect([verdict(office, 'p-finger'), verdict(office, 'p-deputy')]).toEqual(['on-time', 'open']);
    expect(office.refusal(() => sign(office, lotId, 'p-deputy'))).toBe('ATTENDANCE_PAPER_OWN_LINE');
    sign(office, lotId, 'p-chief');
    expect(verdict(office, 'p-deputy')).toBe('on-time');
    expect(office.refusal(() => sign(office, lotId))).toBe('ATTENDANCE_PAPER_UNKNOWN');
  });

  it('KQ-2: holds nothing from before or after the outage, and nobody twice', () => {
    const office = morningDown();
    const refused = (...lines: readonly Line[]): unknown => office.refusal(() => enter(office, lines));
    expect(refused({ personId: 'p-finger', at: '07:39' })).toBe('ATTENDANCE_PAPER_NO_OUTAGE');
    expect(refused({ personId: 'p-finger', at: '08:06' })).toBe('ATTENDANCE_PAPER_NO_OUTAGE');
    const line = { personId: 'p-finger', at: '07:44' };
    expect(refused(line, line)).toBe('ATTENDANCE_PAPER_PERSON');
    expect(refused({ personId: 'p-nobody', at: '07:44' })).toBe('ATTENDANCE_PAPER_PERSON');
    expect(
      refused({ personId: 'p-finger', at: '07:40' }, { personId: 'p-both', at: '08:05' }),
    ).toBeUndefined();
  });

  it('KQ-2: after 8:00 on paper is recorded and not on time', () => {
    const office = morningDown();
    sign(
      office,
      enter(office, [
        { personId: 'p-finger', at: '08:00' },
        { personId: 'p-both', at: '08:00:01' },
      ]),
    );
    expect([verdict(office, 'p-finger'), verdict(office, 'p-both')]).toEqual(['late', 'after-edge']);
  });

  it('KQ-2: waits in the inbox of who may sign beside', () => {
    const office = morningDown();
    const [chief, clerk, plain] = ['p-chief', 'p-clerk', 'p-finger'].map((id) =>
      office.screen('desk', undefined, office.person(id)),
    );
    const lotId = enter(office, [{ personId: 'p-finger', at: '07:44' }]);
    const outageId = propose(office, FINGER);
    expect(chief?.document[`inbox/paper/${lotId}`]).toMatchObject({
      title: '纸质簿待核对：2026-11-23，1 人',
      actions: ['attendance.confirm-paper'],
    });
    expect(clerk?.document[`inbox/outage/${outageId}`]).toMatchObject({
      actions: ['attendance.withdraw-outage'],
    });
    expect(plain?.document).not.toHaveProperty(`inbox/paper/${lotId}`);
    sign(office, lotId);
    confirm(office, outageId);
    for (const screen of [chief, clerk, plain]) expect(screen?.document).toEqual(screen?.full());
  });
});
