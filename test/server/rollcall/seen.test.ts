/** KQ-3: what is known of a roll call in whatever order, and what is seen of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTRANCE, morningOffice, press } from '../../support/morning-office.ts';
import type { OfficeHarness } from '../../support/office-harness.ts';
import { asked, decided, leaveOf } from '../leave/leave-facts.ts';
import { afternoon, close, create, MONDAY, open, standing } from './activities.ts';

describe('KQ-3: whatever becomes known when', () => {
  it('KQ-3: every order of the same facts gives the same verdicts, and one told twice changes nothing', () => {
    const out = leaveOf('p-admin', 'away', [`${MONDAY} pm`, `${MONDAY} pm`], 'leave-out');
    type Act = (office: OfficeHarness, activityId: string) => void;
    const at = (office: OfficeHarness): number => office.time.instantOf(MONDAY, '14:30');
    const acts: Readonly<Record<string, Act>> = {
      badge: (office) => press(office, 'p-finger', at(office)),
      leave: (office) => void office.record(asked(out), decided(out, true)),
      close: (office, activityId) => {
        if (!office.events.some(({ type }) => type === 'rollcall.closed')) close(office, activityId);
      },
      letOff: (office, activityId) => {
        const word = { activityId, personId: 'p-both' };
        office.record(
          { type: 'rollcall.leave-asked', data: { ...word, reason: '急件', askedBy: 'p-both' } },
          {
            type: 'rollcall.leave-decided',
            data: { ...word, accepted: true, decidedBy: 'p-deputy', remark: '' },
          },
        );
      },
    };
    const names = Object.keys(acts);
    const outcome = (order: readonly string[]): unknown => {
      const { office, activityId } = afternoon();
      office.advanceTo('15:00:00');
      for (const name of order) acts[name]?.(office, activityId);
      return standing(office, activityId);
    };
    const expected = outcome(names);
    expect(expected).toMatchObject({
      'p-finger': 'present',
      'p-admin': 'excused-away',
      'p-both': 'excused-leave',
      'p-clerk': 'to-explain',
    });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(names, { minLength: names.length }),
        fc.constantFrom('badge', 'close', 'letOff'),
        (order, again) => {
          expect(outcome([...order, again])).toEqual(expected);
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);
});

describe('KQ-3: what is seen of it', () => {
  it('KQ-3: the entrance turns into the roll call and back; the card says what a badge counted for', () => {
    const office = morningOffice();
    office.advanceTo('14:20:00');
    const entrance = office.screen('entrance', ENTRANCE);
    const desk = office.screen('desk', undefined, office.person('p-clerk'));
    const activityId = create(office);
    expect(entrance.document).not.toHaveProperty('rollcall');
    open(office, activityId);
    expect(entrance.document['rollcall']).toMatchObject({
      title: '第四季度政治学习',
      called: 8,
      present: 0,
      missing: 8,
    });
    press(office, 'p-finger');
    expect(entrance.document['rollcall-badge']).toMatchObject({ name: '张伟', state: 'signed' });
    expect(desk.document[`rollcall/${activityId}`]).toMatchObject({ present: 1, missing: 7 });
    office.advance(60_000);
    press(office, 'p-finger');
    expect(entrance.document['rollcall-badge']).toMatchObject({ state: 'already-signed' });
    press(office, 'p-head');
    expect(entrance.document['rollcall-badge']).toMatchObject({ name: '李强', state: 'not-called' });
    expect(entrance.document).toEqual(entrance.full());
    close(office, activityId);
    expect(entrance.document).not.toHaveProperty('rollcall');
    for (const screen of [entrance, desk]) expect(screen.document).toEqual(screen.full());
  });

  it('KQ-3: names who has not signed only while the hall may see names, and never a leader', () => {
    const office = morningOffice();
    office.advanceTo('14:20:00');
    const entrance = office.screen('entrance', ENTRANCE);
    const named = (): readonly string[] =>
      Object.keys(entrance.document)
        .filter((key) => key.startsWith('rollcall-row/'))
        .map((key) => key.slice('rollcall-row/'.length));
    const activityId = create(office, {
      people: [
        { personId: 'p-card', mark: 'sits-in' },
        { personId: 'p-director', mark: 'attends' },
      ],
    });
    open(office, activityId);
    expect(named()).toEqual([]);
    press(office, 'p-finger');
    expect(named()).toContain('p-card');
    expect(named()).not.toContain('p-finger');
    const leaders = named().filter((id) => office.context().people.person(id)?.leader === true);
    expect(leaders).toEqual([]);
    expect(entrance.document['rollcall-row/p-card']).toMatchObject({ name: '刘洋', state: 'not-yet' });
    press(office, 'p-both');
    expect(named()).not.toContain('p-both');
    expect(entrance.document).toEqual(entrance.full());
    // The minute is over.
    office.advance(61_000);
    expect(named()).toEqual([]);
    press(office, 'p-finger');
    expect(named().length).toBeGreaterThan(0);
    close(office, activityId);
    expect(named()).toEqual([]);
    expect(entrance.document).toEqual(entrance.full());
  });

  it('KQ-3: by section with why; a head sees the own section, an auditor no grounds, everybody their own', () => {
    const { office, activityId } = afternoon();
    press(office, 'p-finger');
    office.ask('p-card', 'rollcall.ask-leave', { activityId, text: '家事' });
    close(office, activityId);
    const one = (by: string): unknown => office.view('rollcall.one', { activityId }, office.person(by));
    expect(one('p-clerk')).toMatchObject({
      tally: { called: 8, present: 1, excused: 0, missing: 7 },
      named: [{ personId: 'p-card', mark: 'sits-in' }],
    });
    expect(one('p-head')).toMatchObject({
      people: [{ personId: 'p-card', markWords: '列席', words: '未签到·待说明', filed: [{ text: '家事' }] }],
    });
    const auditor = { kind: 'person', personId: 'p-x', roles: ['auditor'], sessionId: 's' } as const;
    expect(JSON.stringify(office.view('rollcall.one', { activityId }, auditor))).not.toContain('家事');
    expect(office.view('rollcall.mine', { year: '2026' }, office.person('p-finger'))).toMatchObject({
      activities: [{ title: '第四季度政治学习', words: '已签到', time: '14:20:00' }],
    });
    expect(
      office.view('rollcall.list', { from: MONDAY, to: MONDAY }, office.person('p-clerk')),
    ).toMatchObject({ activities: [{ stage: 'closed', verdicts: { present: 1, 'to-explain': 7 } }] });
  });
});
