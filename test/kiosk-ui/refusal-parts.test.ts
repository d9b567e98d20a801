/** Refusals taken apart as the service words them: what was not done, why, how things stand, what to do next. */
import { describe, expect, it } from 'vitest';
import { ATTENDANCE_REFUSALS } from '../../server/attendance/refusals.ts';
import { CALENDAR_REFUSALS } from '../../server/calendar/refusals.ts';
import { DUTY_REFUSALS } from '../../server/duty/refusals.ts';
import { ENGINE_REFUSALS } from '../../server/engine/refusals.ts';
import { PEOPLE_REFUSALS } from '../../server/people/refusals.ts';
import { SEAL_REFUSALS } from '../../server/seals/refusals.ts';
import { SETTINGS_REFUSALS } from '../../server/settings/refusals.ts';
import { STATIONS_REFUSALS } from '../../server/stations/refusals.ts';
import { refusalParts } from '../../kiosk-ui/src/text/refusal-parts.ts';

const ALL = [
  ATTENDANCE_REFUSALS,
  CALENDAR_REFUSALS,
  DUTY_REFUSALS,
  ENGINE_REFUSALS,
  PEOPLE_REFUSALS,
  SEAL_REFUSALS,
  SETTINGS_REFUSALS,
  STATIONS_REFUSALS,
].flatMap((table) => Object.values<{ readonly sentence: string }>(table));

const withoutStops = (text: string): string => text.replaceAll(/[。：，]/g, '');

describe('the parts of a refusal', () => {
  it('are what was not done, why, how things stand and what to do next', () => {
    expect(
      refusalParts('柜门未开：未验到保管人指纹。开柜、取印均未进行，审批仍有效。请先刷卡，再按指纹。'),
    ).toEqual({
      head: '柜门未开',
      cause: '未验到保管人指纹。',
      stands: '开柜、取印均未进行，审批仍有效。',
      next: '请先刷卡，再按指纹。',
    });
  });

  it.each([
    ['未登记：查无此人。设置未变，请改正后重报。', '查无此人。', '设置未变。', '请改正后重报。'],
    [
      '未办理：所填内容有误，未作任何更改。请改正后重报。',
      '所填内容有误。',
      '未作任何更改。',
      '请改正后重报。',
    ],
    [
      '未登记：已有决定，原决定未变。如需更正，请主任另行登记。',
      '已有决定。',
      '原决定未变。',
      '如需更正，请主任另行登记。',
    ],
    [
      '未开始：正为另一人登记（见“设备。”页）。请稍候。',
      '正为另一人登记（见“设备。”页）。',
      undefined,
      '请稍候。',
    ],
  ])('%s', (title, cause, stands, next) => {
    const parts = refusalParts(title);
    expect([parts.cause, parts.stands, parts.next]).toEqual([cause, stands, next]);
  });

  it('lose no word of any refusal of the service', () => {
    for (const { sentence } of ALL) {
      const { head, cause = '', stands = '', next = '' } = refusalParts(sentence);
      const told = [...withoutStops(head + cause + stands + next)].toSorted().join('');
      expect(told, sentence).toBe([...withoutStops(sentence)].toSorted().join(''));
    }
  });

  it('have a head that says at a glance what was not done', () => {
    expect(ALL.map(({ sentence }) => refusalParts(sentence).head).filter((head) => head.length > 16)).toEqual(
      [],
    );
  });

  it('leave whole what has no such form', () => {
    expect(refusalParts('Wait for the link, look, then decide')).toEqual({
      head: 'Wait for the link, look, then decide',
    });
    expect(refusalParts('The link is lost. Wait for it. Then look.')).toEqual({
      head: 'The link is lost.',
      next: 'Wait for it. Then look.',
    });
    expect(refusalParts('与服务器的连接中断。请等恢复。')).toEqual({
      head: '与服务器的连接中断',
      next: '请等恢复。',
    });
  });
});
