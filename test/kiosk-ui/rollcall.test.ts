/** A roll call at the entrance: where it stands in time, and what the card of a badge says of it. */
import { describe, expect, it } from 'vitest';
import { cardOf, rollcallBandAt } from '../../kiosk-ui/src/screens/entrance/rollcall.ts';
import { morningRuns } from '../../kiosk-ui/src/screens/entrance/band.ts';
import type {
  BadgeValue,
  EdgesValue,
  RollcallBadgeValue,
  RollcallValue,
} from '../../server/contract/screens.ts';

const at = (time: string): number => Date.parse(`2026-11-23T${time}+08:00`);
const study: RollcallValue = {
  activityId: 'a',
  title: '第四季度政治学习',
  kind: 'study',
  place: '三楼会议室',
  from: '14:30',
  to: '16:00',
  openedAtMs: at('14:20:00'),
  closesAtMs: at('16:00:00'),
  called: 8,
  present: 0,
  excused: 0,
  missing: 8,
};
const badge: BadgeValue = {
  id: '7',
  name: '张伟',
  time: '07:42:13',
  atMs: at('07:42:13'),
  by: 'finger',
  state: 'on-time',
  remark: undefined,
};
const called = (state: RollcallBadgeValue['state'], excused = false, id = '7'): RollcallBadgeValue => ({
  id,
  name: '张伟',
  time: '07:42:13',
  atMs: at('07:42:13'),
  state,
  excused,
});

describe('the roll call in time', () => {
  it('begins at its own time and ends with the activity', () => {
    expect(rollcallBandAt(study, at('14:25:00'))).toMatchObject({
      phase: 'before',
      leftMs: 5 * 60_000,
      part: 0.05,
      beginPart: 0.1,
    });
    expect(rollcallBandAt(study, at('14:30:00'))).toMatchObject({ phase: 'under-way', leftMs: 0 });
    expect(rollcallBandAt(study, at('15:59:59')).phase).toBe('under-way');
    expect(rollcallBandAt(study, at('16:00:00'))).toMatchObject({ phase: 'over', part: 1 });
  });
  it('has no mark of the beginning where it was opened after it', () => {
    expect(
      rollcallBandAt({ ...study, openedAtMs: at('14:40:00') }, at('14:45:00')).beginPart,
    ).toBeUndefined();
  });
  it('stands beside the morning while that runs', () => {
    const edges: EdgesValue = {
      signInOpensMs: at('06:30:00'),
      bandFromMs: at('07:20:00'),
      lateFromMs: at('07:50:00'),
      absentFromMs: at('08:00:01'),
      lateFrom: '07:50:00',
      absentFrom: '08:00:01',
      judged: true,
    };
    const runs = (time: string): boolean => morningRuns(edges, at(time));
    expect(['06:29:59', '06:30:00', '08:00:00', '08:00:01'].map(runs)).toEqual([false, true, true, false]);
    expect(morningRuns({ ...edges, judged: false }, at('07:42:00'))).toBe(false);
    expect(morningRuns(undefined, at('07:42:00'))).toBe(false);
  });
});

describe('KQ-3: the card while a roll call is open', () => {
  it('says the verdict of the morning first while the morning runs, and the roll call below', () => {
    expect(cardOf(badge, called('signed'), true)).toMatchObject({
      word: 'board.onTime',
      remark: { key: 'call.morningSigned' },
    });
    expect(cardOf(badge, called('not-called'), true)).toMatchObject({
      word: 'board.onTime',
      remark: undefined,
    });
    // Why the morning is 待核 is not pushed away.
    expect(
      cardOf({ ...badge, state: 'open', remark: '签到机曾中断，待核' }, called('signed'), true),
    ).toMatchObject({
      word: 'board.open',
      remark: { text: '签到机曾中断，待核' },
    });
  });
  it('says what it counted for in the roll call once the morning is over', () => {
    const words = (state: RollcallBadgeValue['state'], excused = false): string =>
      cardOf({ ...badge, state: 'already-signed' }, called(state, excused), false).word;
    expect(words('signed')).toBe('call.signed');
    expect(words('already-signed')).toBe('call.signed');
    expect(words('not-called')).toBe('call.notCalled');
    expect(words('not-counted')).toBe('call.notCounted');
    expect(words('not-counted', true)).toBe('call.excusedAlready');
  });
  it('says nothing of a roll call that the badge was not for', () => {
    const morning = { word: 'board.onTime', remark: undefined };
    expect(cardOf(badge, undefined, false)).toMatchObject(morning);
    expect(cardOf(badge, called('signed', false, '6'), false)).toMatchObject(morning);
  });
});
