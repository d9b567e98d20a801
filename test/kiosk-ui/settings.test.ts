/** Settings in their groups, and what a proposal changes in words. */
import { describe, expect, it } from 'vitest';
import { isFlatList, timeForm } from '../../kiosk-ui/src/screens/desk/flat-value.ts';
import { settingGroups } from '../../kiosk-ui/src/screens/desk/setting-groups.ts';

const ALL = [
  { key: 'seals.opening', name: '开柜时限' },
  { key: 'attendance.edges', name: '签到时限' },
  { key: 'leave.kinds', name: '假种' },
  { key: 'archive.years', name: '保存年限' },
];
const wordOf = (word: string): string => (word === 'settings.group.attendance' ? '考勤' : word);
const names = (text: string): readonly (readonly string[])[] =>
  settingGroups(ALL, text, wordOf).map(({ word, settings }) => [word, ...settings.map(({ name }) => name)]);

describe('settings in groups', () => {
  it('stand by what is before the dot of their key, the unknown last', () => {
    expect(names('')).toEqual([
      ['settings.group.attendance', '签到时限', '假种'],
      ['settings.group.seals', '开柜时限'],
      ['settings.group.other', '保存年限'],
    ]);
  });
  it('are found by their name or by all of a group', () => {
    expect(names(' 时限 ')).toEqual([
      ['settings.group.attendance', '签到时限'],
      ['settings.group.seals', '开柜时限'],
    ]);
    expect(names('考勤')).toEqual([['settings.group.attendance', '签到时限', '假种']]);
    expect(names('没有')).toEqual([]);
  });
});

describe('what fields a value has', () => {
  it('tells times from other texts, and lists of like things from others', () => {
    expect([timeForm('07:50:00'), timeForm('08:00'), timeForm('日班'), timeForm(8)]).toEqual([
      'seconds',
      'minutes',
      undefined,
      undefined,
    ]);
    expect([isFlatList([{ id: 'day' }]), isFlatList([]), isFlatList(['day']), isFlatList({})]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
