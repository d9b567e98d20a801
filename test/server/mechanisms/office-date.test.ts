/** A day that no calendar has is refused as mistyped, wherever a date is asked for: it is no failure of the service. */
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { mistakesOf } from '../../../server/access/mistakes.ts';
import { RuleViolation } from '../../../server/errors.ts';
import { OfficeDate } from '../../../server/mechanisms/office-date.ts';
import { as, openOffice } from './office-people.ts';

const NO_DAYS = ['2026-02-29', '2026-13-01', '2026-11-31', '26-11-01'];

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'none';
  } catch (error) {
    if (error instanceof RuleViolation) return error.code;
    throw error;
  }
}

describe('an office date', () => {
  it('that no calendar has is told so', () => {
    expect(mistakesOf(Type.Object({ date: OfficeDate }), { date: '2026-02-29' })).toEqual([
      { path: 'date', message: '须为日历上有的一天，写作 2026-11-23' },
    ]);
  });

  it.each(NO_DAYS)('%s is refused as mistyped', (date) => {
    const office = openOffice({ registers: true });
    const director = as('p-director');
    const view = (name: string, query: object) => () => office.view(name, query, director);
    const row = { officeDate: date, shiftId: 'night', leaderId: 'p-deputy', officerIds: ['p-night'] };
    const acts = [
      view('duty.calls', { date }),
      view('duty.roster', { from: date, to: '2026-12-01' }),
      view('seals.requests', { from: date }),
      view('seals.requests', { to: date }),
      view('seals.register', { from: '2026-01-01', to: date }),
      () => office.request(director, 'duty.publish-roster', { rows: [row] }),
    ];
    expect(acts.map((act) => codeOf(act))).toEqual(acts.map(() => 'REQUEST_INVALID'));
  });
});
