/** Whatever can change a verdict: two people, a date that is not over, a plausible value, and the devices told. */
import { describe, expect, it } from 'vitest';
import { SETTING_DEFAULTS, SETTING_KEYS } from '../../../server/settings/catalogue.ts';
import { mistakesOfSetting } from '../../../server/settings/decide.ts';
import type { OfficeHarness } from '../../support/office-harness.ts';
import { morningOffice } from '../../support/morning-office.ts';

const RINGS = { answeredWithinRings: 3, callBackMinutes: 15 };

function propose(
  office: OfficeHarness,
  key: string,
  value: unknown,
  effectiveFrom = office.officeDate,
  by = 'p-clerk',
): unknown {
  return office.ask(by, 'settings.propose', { key, value, effectiveFrom });
}

describe('settings', () => {
  it('every default is a sound value', () => {
    for (const key of SETTING_KEYS) expect(mistakesOfSetting(key, SETTING_DEFAULTS[key]), key).toEqual([]);
  });

  it('hold from their date on, by the version confirmed, and never before', () => {
    const office = morningOffice();
    office.ask('p-director', 'settings.confirm', propose(office, 'duty.rings', RINGS, '2026-12-01'));
    const { settings } = office.context();
    expect(settings.at('duty.rings', '2026-11-30')).toEqual(SETTING_DEFAULTS['duty.rings']);
    expect(settings.versionAt('duty.rings', '2026-11-30')).toBe(0);
    expect(settings.at('duty.rings', '2026-12-01')).toEqual(RINGS);
    expect(settings.versionAt('duty.rings', '2026-12-02')).toBe(1);
    const later = { ...RINGS, callBackMinutes: 20 };
    office.ask('p-director', 'settings.confirm', propose(office, 'duty.rings', later, '2026-11-25'));
    expect(settings.at('duty.rings', '2026-11-26')).toEqual(later);
    expect(settings.at('duty.rings', '2026-12-02')).toEqual(RINGS);
    expect(settings.versionAt('duty.rings', '2026-11-26')).toBe(2);
  });

  it('are never confirmed by who proposed them, nor twice', () => {
    const office = morningOffice();
    const answer = propose(office, 'duty.rings', RINGS, undefined, 'p-director');
    expect(office.refusal(() => office.ask('p-director', 'settings.confirm', answer))).toBe(
      'SETTINGS_SECOND_PERSON',
    );
    office.ask('p-clerk', 'settings.confirm', answer);
    expect(office.refusal(() => office.ask('p-clerk', 'settings.confirm', answer))).toBe(
      'SETTINGS_PROPOSAL_UNKNOWN',
    );
    const other = propose(office, 'duty.rings', RINGS);
    office.ask('p-clerk', 'settings.withdraw', other);
    expect(office.refusal(() => office.ask('p-director', 'settings.confirm', other))).toBe(
      'SETTINGS_PROPOSAL_UNKNOWN',
    );
  });

  it('never reach back: neither when proposed nor when confirmed too late', () => {
    const office = morningOffice();
    expect(office.refusal(() => propose(office, 'duty.rings', RINGS, '2026-11-22'))).toBe(
      'SETTINGS_DATE_PAST',
    );
    expect(office.refusal(() => propose(office, 'duty.rings', RINGS, '2026-11-31'))).toBe(
      'SETTINGS_DATE_INVALID',
    );
    const answer = propose(office, 'duty.rings', RINGS);
    office.advanceTo('2026-11-24T00:00:00');
    expect(office.refusal(() => office.ask('p-director', 'settings.confirm', answer))).toBe(
      'SETTINGS_DATE_PAST',
    );
  });

  it.each([
    [
      'attendance.edges',
      { signInOpens: '06:30:00', bandFrom: '07:20:00', lateFrom: '08:00:01', absentFrom: '07:50:00' },
    ],
    [
      'attendance.edges',
      { signInOpens: '6:30', bandFrom: '07:20:00', lateFrom: '07:50:00', absentFrom: '08:00:01' },
    ],
    ['seals.opening', { ...SETTING_DEFAULTS['seals.opening'], pulseMs: 5000 }],
    ['duty.shifts', [...SETTING_DEFAULTS['duty.shifts'], ...SETTING_DEFAULTS['duty.shifts']]],
    ['duty.cadence', { ...SETTING_DEFAULTS['duty.cadence'], mergeGapMs: 2000, offMs: 1000 }],
    ['duty.rings', { ...RINGS, more: 1 }],
    ['duty.rings', null],
  ])('an implausible %s is refused before anybody confirms it', (key, value) => {
    expect(morningOffice().refusal(() => propose(morningOffice(), key, value))).toBe(
      'SETTINGS_VALUE_INVALID',
    );
  });

  it.each([
    ['secondFactorWithinS', 4, 5, 10, 11],
    ['openWithinS', 9, 10, 30, 31],
    ['identityWaitHours', 23, 24, 72, 73],
  ])('YX-Y1 %s may only become stricter than what was decided beforehand', (name, ...values) => {
    const set = (value: number): readonly unknown[] =>
      mistakesOfSetting('seals.opening', { ...SETTING_DEFAULTS['seals.opening'], [name]: value });
    expect(values.map((value) => set(value).length === 0)).toEqual([false, true, true, false]);
  });

  it('YX-Y1 confirmed before the limits were drawn closer count up to the limit, and all else as confirmed', () => {
    const office = morningOffice();
    const value = {
      ...SETTING_DEFAULTS['seals.opening'],
      secondFactorWithinS: 30,
      openWithinS: 120,
      pulseMs: 300,
      identityWaitHours: 168,
    };
    const proposal = {
      proposalId: 'setting-old',
      key: 'seals.opening',
      value,
      effectiveFrom: office.officeDate,
    };
    office.record({ type: 'settings.proposed', data: { ...proposal, by: 'p-clerk' } });
    expect(
      office.refusal(() => office.ask('p-director', 'settings.confirm', { proposalId: 'setting-old' })),
    ).toBe('SETTINGS_VALUE_INVALID');
    office.record({
      type: 'settings.confirmed',
      data: { ...proposal, confirmedBy: 'p-director', version: 1 },
    });
    const { settings } = office.context();
    expect(settings.at('seals.opening', office.officeDate)).toEqual({
      ...value,
      secondFactorWithinS: 10,
      openWithinS: 30,
      identityWaitHours: 72,
    });
    expect(settings.ofVersion('seals.opening', 1).pulseMs).toBe(300);
  });

  it('what is wrong is said in words that an official reads', () => {
    const value = { ...SETTING_DEFAULTS['seals.opening'], identityWaitHours: 12 };
    expect(mistakesOfSetting('seals.opening', value)).toEqual(['identityWaitHours 须 >= 24']);
    expect(mistakesOfSetting('duty.rings', null)).toEqual(['须为一组字段']);
  });

  it('an unknown key is refused', () => {
    expect(morningOffice().refusal(() => propose(morningOffice(), 'constructor', {}))).toBe(
      'SETTINGS_KEY_UNKNOWN',
    );
  });

  it('of line and cabinet reach the devices when they come up, when confirmed, and on their day', () => {
    const office = morningOffice();
    const told = (kind: string): readonly unknown[] =>
      office.effects.flatMap((effect) =>
        effect.kind === 'device' && effect.command.kind === kind ? [effect.command] : [],
      );
    expect(told('configure-line')).toEqual([
      { kind: 'configure-line', lineId: 'line-1', cadence: SETTING_DEFAULTS['duty.cadence'] },
    ]);
    expect(told('configure-cabinet')).toEqual([
      { kind: 'configure-cabinet', releaseMs: 5000, openMs: 30_000, pulseMs: 500 },
    ]);
    office.effects.length = 0;
    const opening = { ...SETTING_DEFAULTS['seals.opening'], pulseMs: 300 };
    office.ask('p-director', 'settings.confirm', propose(office, 'seals.opening', opening));
    expect(told('configure-cabinet')).toMatchObject([{ pulseMs: 300 }]);
    office.effects.length = 0;
    const cadence = { ...SETTING_DEFAULTS['duty.cadence'], offMs: 3000 };
    office.ask('p-director', 'settings.confirm', propose(office, 'duty.cadence', cadence, '2026-11-24'));
    expect(told('configure-line')).toEqual([]);
    office.advanceTo('2026-11-24T00:00:00');
    expect(told('configure-line')).toMatchObject([{ cadence: { offMs: 3000 } }]);
  });

  it('wait in the inbox of who may confirm, and the desk keeps up by touched keys alone', () => {
    const office = morningOffice();
    const director = office.screen('desk', undefined, office.person('p-director'));
    const staff = office.screen('desk', undefined, office.person('p-card'));
    const answer = propose(office, 'duty.rings', RINGS);
    const key = `inbox/setting/${Object.values(Object(answer)).join()}`;
    expect(director.document[key]).toMatchObject({ actions: ['settings.confirm', 'settings.withdraw'] });
    expect(staff.document[key]).toBeUndefined();
    office.ask('p-director', 'settings.confirm', answer);
    expect(director.document[key]).toBeUndefined();
    expect(director.document).toEqual(director.full());
  });
});
