/** KQ-2: 补签. A morning said to have been otherwise, this week's or one of years back; the original stays beside it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advanceAlive,
  bringUp,
  morningOffice,
  personRecord,
  press,
  verdict,
} from '../../support/morning-office.ts';
import { SERVICE, type OfficeHarness } from '../../support/office-harness.ts';

const MONDAY = '2026-11-23';
const SIGNED = { kind: 'signed-in', at: '07:45' } as const;

function missed(): OfficeHarness {
  const office = morningOffice();
  advanceAlive(office, '08:00:30');
  expect(verdict(office, 'p-finger')).toBe('not-signed-in');
  return office;
}
function ask(office: OfficeHarness, by: string, more: Readonly<Record<string, unknown>> = {}): string {
  const body = { officeDate: MONDAY, claim: SIGNED, reason: '忘带卡，门卫可证', ...more };
  const answer: { correctionId: string } = JSON.parse(
    JSON.stringify(office.ask(by, 'attendance.ask-correction', body)),
  );
  return answer.correctionId;
}
const decide = (office: OfficeHarness, by: string, ids: readonly string[], accepted = true): unknown =>
  office.ask(by, 'attendance.decide-correction', { correctionIds: ids, accepted, remark: '' });
const former = (office: OfficeHarness, personId: string, date: string): readonly unknown[] =>
  office.registers
    .all(
      'SELECT verdict FROM attendance_former WHERE person_id = ? AND office_date = ? ORDER BY position',
      personId,
      date,
    )
    .map((row) => row['verdict']);
const stands = (office: OfficeHarness, personId: string, date: string): unknown =>
  office.registers.all(
    'SELECT verdict FROM attendance_day WHERE person_id = ? AND office_date = ?',
    personId,
    date,
  )[0]?.['verdict'];

describe('KQ-2: a correction', () => {
  it('KQ-2: is judged by the claimed time and the edges; the original stays beside it', () => {
    for (const [at, expected] of [
      ['07:49:59', 'on-time'],
      ['07:50', 'late'],
      ['08:00:00', 'late'],
      ['08:00:01', 'after-edge'],
    ] as const) {
      const office = missed();
      office.advanceTo('09:00:00');
      decide(office, 'p-director', [ask(office, 'p-finger', { claim: { kind: 'signed-in', at } })]);
      expect(verdict(office, 'p-finger')).toBe(expected);
      expect(former(office, 'p-finger', MONDAY)).toContain('not-signed-in');
      expect(office.rebuilt()).toEqual(office.states);
    }
  });

  it('KQ-2: refused it changes nothing, and the month has its use back', () => {
    const office = missed();
    decide(office, 'p-director', [ask(office, 'p-finger')], false);
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    expect(office.view('attendance.corrections', span(), office.person('p-finger'))).toMatchObject({
      corrections: [{ stage: 'refused', claim: { words: '07:45 已签到' } }],
      quota: { used: 0, perMonth: 3 },
    });
  });

  it('KQ-2: stands past the explanation window and after later facts of that morning', () => {
    const office = missed();
    decide(office, 'p-director', [ask(office, 'p-finger')]);
    advanceAlive(office, '08:10:00');
    press(office, 'p-finger');
    expect(verdict(office, 'p-finger')).toBe('on-time');
    office.advanceTo('2026-11-26T00:00:10');
    expect(stands(office, 'p-finger', MONDAY)).toBe('on-time');
  });

  it('KQ-2: many are decided on one page, all or none', () => {
    const office = missed();
    const ids = [ask(office, 'p-finger'), ask(office, 'p-card'), ask(office, 'p-both')];
    expect(office.refusal(() => decide(office, 'p-director', [...ids, 'correction-none']))).toBe(
      'ATTENDANCE_CORRECTION_UNKNOWN',
    );
    expect(verdict(office, 'p-finger')).toBe('not-signed-in');
    decide(office, 'p-director', ids);
    expect(['p-finger', 'p-card', 'p-both'].map((id) => verdict(office, id))).toEqual(
      Array(3).fill('on-time'),
    );
  });

  it('KQ-2: nobody decides on their own or on what they filed; staff decide nothing', () => {
    const office = missed();
    const own = ask(office, 'p-finger');
    expect(office.refusal(() => decide(office, 'p-head', [own]))).toBe('ATTENDANCE_DIRECTORS_DECISION');
    const filed = ask(office, 'p-clerk', { personId: 'p-card' });
    expect(office.refusal(() => decide(office, 'p-clerk', [filed]))).toBe('ATTENDANCE_OWN_CORRECTION');
    const director = ask(office, 'p-director');
    expect(office.refusal(() => decide(office, 'p-director', [director]))).toBe('ATTENDANCE_OWN_CORRECTION');
    expect(office.refusal(() => decide(office, 'p-chief', [director]))).toBe('ATTENDANCE_LEADERS_DECISION');
    expect(office.refusal(() => ask(office, 'p-head', { personId: 'p-card' }))).toBe(
      'ATTENDANCE_CORRECTION_NOT_YOURS',
    );
  });

  it('KQ-2: one at a time for a morning, none for what stands already or before the edge; withdrawn it is gone', () => {
    const office = morningOffice();
    expect(office.refusal(() => ask(office, 'p-finger'))).toBe('ATTENDANCE_CORRECTION_TOO_EARLY');
    advanceAlive(office, '07:45:00');
    press(office, 'p-both');
    advanceAlive(office, '08:00:30');
    expect(office.refusal(() => ask(office, 'p-both'))).toBe('ATTENDANCE_CORRECTION_SAME');
    expect(office.refusal(() => ask(office, 'p-finger', { claim: { kind: 'signed-in', at: '06:29' } }))).toBe(
      'ATTENDANCE_CORRECTION_CLAIM',
    );
    const id = ask(office, 'p-finger');
    expect(office.refusal(() => ask(office, 'p-finger'))).toBe('ATTENDANCE_CORRECTION_PENDING');
    office.ask('p-finger', 'attendance.withdraw-correction', { correctionId: id });
    expect(office.refusal(() => decide(office, 'p-director', [id]))).toBe('ATTENDANCE_CORRECTION_UNKNOWN');
    expect(office.refusal(() => ask(office, 'p-finger', { officeDate: '2026-11-22' }))).toBe(
      'ATTENDANCE_NOT_JUDGED',
    );
  });
});

describe('KQ-2: quota and deadline', () => {
  it('KQ-2: by oneself until the end of the fifth working day after; later only by the clerk, marked', () => {
    const office = missed();
    office.advanceTo('2026-11-30T23:59:59');
    ask(office, 'p-finger');
    office.advanceTo('2026-12-01T00:00:00');
    expect(office.refusal(() => ask(office, 'p-card'))).toBe('ATTENDANCE_CORRECTION_DEADLINE');
    ask(office, 'p-clerk', { personId: 'p-card' });
    expect(office.events.findLast(({ type }) => type === 'attendance.correction-asked')?.data).toMatchObject({
      personId: 'p-card',
      beyond: 'deadline',
    });
  });

  it('KQ-2: three for the mornings of a month by oneself, the fourth only by the clerk', () => {
    const office = morningOffice();
    const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'];
    for (const date of days) {
      office.advanceTo(`${date}T06:00:00`);
      advanceAlive(office, '08:00:30');
    }
    for (const officeDate of days.slice(0, 3)) ask(office, 'p-finger', { officeDate });
    const fourth = { officeDate: '2026-11-26' };
    expect(office.refusal(() => ask(office, 'p-finger', fourth))).toBe('ATTENDANCE_CORRECTION_QUOTA');
    ask(office, 'p-clerk', { ...fourth, personId: 'p-finger' });
  });
});

describe('KQ-2: corrections years back', () => {
  it('KQ-2: change the morning of their own year, which has long left memory', () => {
    const office = morningOffice({ start: '2024-03-04T06:00:00' });
    advanceAlive(office, '07:55:00');
    press(office, 'p-finger');
    advanceAlive(office, '08:00:30');
    office.advanceTo('2024-04-08T08:00:00');
    expect(verdict(office, 'p-finger', '2024-03-04')).toBeUndefined();
    office.advanceTo('2026-11-23T06:00:00');
    const about = { personId: 'p-finger', officeDate: '2024-03-04' };
    const id = ask(office, 'p-clerk', { ...about, claim: { kind: 'signed-in', at: '07:44' } });
    decide(office, 'p-director', [id]);
    expect(office.events.findLast(({ type }) => type === 'attendance.corrected')?.data).toMatchObject({
      previous: 'late',
      judgement: { personId: 'p-finger', officeDate: '2024-03-04', verdict: 'on-time' },
    });
    expect(stands(office, 'p-finger', '2024-03-04')).toBe('on-time');
    expect(former(office, 'p-finger', '2024-03-04')).toEqual(['late']);
    expect(
      office.view(
        'attendance.corrections',
        { from: '2024-01-01', to: '2024-12-31' },
        office.person('p-clerk'),
      ),
    ).toMatchObject({ corrections: [{ previousWords: '迟到', verdictWords: '按时', beyond: 'deadline' }] });
    // The original contact is still there to be seen.
    expect(
      office.registers.all(
        'SELECT contact_by FROM attendance_day WHERE office_date = ? AND person_id = ?',
        '2024-03-04',
        'p-finger',
      )[0],
    ).toEqual({ contact_by: 'finger' });
    // And once more: what the first correction made of it is now what stood.
    const again = ask(office, 'p-clerk', { ...about, claim: { kind: 'verdict', verdict: 'away-on-duty' } });
    decide(office, 'p-director', [again]);
    expect(former(office, 'p-finger', '2024-03-04')).toEqual(['late', 'on-time']);
    expect(office.rebuilt()).toEqual(office.states);
    expect(office.refusal(() => ask(office, 'p-clerk', { ...about, officeDate: '2020-11-23' }))).toBe(
      'ATTENDANCE_CORRECTION_TOO_OLD',
    );
  }, 60_000);
});

describe('KQ-2: whatever is corrected', () => {
  it('KQ-2: no correction ever removes an entry, and what was decided last stands', () => {
    const verdicts = ['on-time', 'late', 'absent', 'explained', 'on-leave', 'away-on-duty'] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...verdicts), { minLength: 1, maxLength: 5 }), (claims) => {
        const office = missed();
        let kept = 0;
        for (const claimed of claims) {
          const before = verdict(office, 'p-finger');
          if (before === claimed) continue;
          const lines = office.events.length;
          const claim = { kind: 'verdict', verdict: claimed };
          decide(office, 'p-director', [ask(office, 'p-clerk', { personId: 'p-finger', claim })]);
          expect(office.events.length).toBeGreaterThan(lines);
          expect(former(office, 'p-finger', MONDAY).at(-1)).toBe(before);
          expect(former(office, 'p-finger', MONDAY).length).toBeGreaterThan(kept);
          kept = former(office, 'p-finger', MONDAY).length;
          expect(verdict(office, 'p-finger')).toBe(claimed);
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('KQ-2: cards', () => {
  it('KQ-2: sign-ins by card are listed apart, with two cards within seconds; a stopped card signs nobody in', () => {
    const office = morningOffice();
    bringUp(office);
    advanceAlive(office, '07:40:00');
    office.card('entrance-card', 'card-p-card');
    office.advance(3_000);
    office.card('entrance-card', 'card-p-both');
    office.advance(6_000);
    office.card('entrance-card', 'card-p-head');
    const spots = office.view('attendance.card-spots', span(), office.person('p-director'));
    expect(spots).toMatchObject({
      people: [
        { personId: 'p-both', byCard: 1, mornings: 1, cardOnly: false },
        { personId: 'p-card', byCard: 1, cardOnly: true },
        { personId: 'p-head', byCard: 1 },
      ],
      pairs: [{ times: 1, occasions: [{ officeDate: MONDAY, time: '07:40:00', seconds: 3 }] }],
    });
    // A head sees the own section: p-head and p-card; the pair concerns p-card.
    expect(office.view('attendance.card-spots', span(), office.person('p-head'))).toMatchObject({
      people: [{ personId: 'p-card' }, { personId: 'p-head' }],
      pairs: [{ people: [{ name: '欧阳静怡' }, { name: '刘洋' }] }],
    });
    const stop = { personId: 'p-director', cardRef: 'card-p-director', reason: '遗失' };
    office.ask('p-director', 'people.stop-card', stop);
    office.card('entrance-card', 'card-p-director');
    expect(verdict(office, 'p-director')).toBeUndefined();
    // Replaced the same morning.
    office.record({
      type: 'people.card-enrolled',
      data: {
        personId: 'p-director',
        cardRef: 'card-temporary',
        format: 'em4100-40',
        temporary: true,
        enrolledBy: 'p-admin',
        witnessedBy: 'p-chief',
        cabinetFromMs: 0,
      },
    });
    office.card('entrance-card', 'card-temporary');
    expect(verdict(office, 'p-director')).toBe('on-time');
    expect(office.view('attendance.card-spots', span(), office.person('p-clerk'))).toMatchObject({
      people: [{}, {}, { personId: 'p-director', temporaryCard: true }, {}],
    });
  });
});

describe('KQ-2: the inbox', () => {
  it('KQ-2: shows a correction to who decides it, as touched keys and as a full reading', () => {
    const office = missed();
    const screens = ['p-director', 'p-clerk', 'p-finger'].map((id) =>
      office.screen('desk', undefined, office.person(id)),
    );
    const id = ask(office, 'p-finger', { witnessIds: ['p-head'] });
    expect(screens[0]?.document[`inbox/correction/${id}`]).toMatchObject({
      kind: 'correction',
      title: '补签待决定：张伟 2026-11-23 07:45 已签到',
      detail: '忘带卡，门卫可证 证明人：李强',
    });
    for (const screen of screens.slice(1))
      expect(screen.document).not.toHaveProperty(`inbox/correction/${id}`);
    decide(office, 'p-director', [id]);
    for (const screen of screens) expect(screen.document).toEqual(screen.full());
  });
});

describe('KQ-2: the page of corrections', () => {
  const read = (office: OfficeHarness, who: string): unknown =>
    office.view('attendance.corrections', span(), office.person(who));

  it('KQ-2: names the mornings that may still be asked about, with what stands, the last date and what is left', () => {
    const office = missed();
    office.advanceTo('2026-11-24T07:00:00');
    const own = { officeDate: MONDAY, words: '8:00 未签到', until: '2026-11-30', perMonth: 3 };
    expect(read(office, 'p-finger')).toMatchObject({ askable: [{ ...own, left: 3, pending: false }] });
    ask(office, 'p-finger');
    expect(read(office, 'p-finger')).toMatchObject({ askable: [{ ...own, left: 2, pending: true }] });
    office.advanceTo('2026-12-01T07:00:00');
    expect(JSON.stringify(read(office, 'p-finger'))).not.toContain(`"until":"${own.until}"`);
  });

  it('KQ-2: shows to who decides, and to nobody else, what waits with the original beside it', () => {
    const office = missed();
    const correctionId = ask(office, 'p-finger');
    const leaders = ask(office, 'p-clerk', { personId: 'p-director' });
    const waits = {
      correctionId,
      reason: '忘带卡，门卫可证',
      isOwn: false,
      standing: { words: '8:00 未签到' },
    };
    expect(read(office, 'p-director')).toMatchObject({ waiting: [waits] });
    expect(read(office, 'p-clerk')).toMatchObject({ waiting: [] });
    expect(read(office, 'p-finger')).toMatchObject({
      waiting: [],
      corrections: [{ correctionId, isOwn: true, standing: { words: '8:00 未签到' } }],
    });
    expect(read(office, 'p-chief')).toMatchObject({
      corrections: [],
      waiting: [{ correctionId: leaders, isLeaders: true, reason: '忘带卡，门卫可证' }],
    });
    decide(office, 'p-director', [correctionId]);
    expect(read(office, 'p-director')).toMatchObject({ waiting: [] });
  });
});

function span(): { readonly from: string; readonly to: string } {
  return { from: '2026-11-01', to: '2026-11-30' };
}

describe('KQ-2: who has left', () => {
  it('KQ-2: is corrected for the days of employment and not for later ones', () => {
    const office = missed();
    office.advanceTo('2026-11-24T09:00:00');
    office.request(SERVICE, 'people.record-person', {
      ...personRecord('p-finger', '张伟', [], 6),
      leftOn: '2026-11-24',
    });
    expect(
      office.refusal(() => ask(office, 'p-clerk', { personId: 'p-finger', officeDate: '2026-11-24' })),
    ).toBe('ATTENDANCE_NOT_JUDGED');
    decide(office, 'p-director', [ask(office, 'p-clerk', { personId: 'p-finger' })]);
    expect(stands(office, 'p-finger', MONDAY)).toBe('on-time');
  });
});
