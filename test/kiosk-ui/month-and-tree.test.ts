/** The dates of a month, the keys of a grid and of a tree: pure, without a browser. */
import { describe, expect, it } from 'vitest';
import { dayMove, gridMove } from '../../kiosk-ui/src/components/month/grid-move.ts';
import { cellWords, groupsOf } from '../../kiosk-ui/src/components/month/month-cell.ts';
import {
  dayInMonth,
  daysOfMonth,
  monthAfter,
  weeksOfMonth,
} from '../../kiosk-ui/src/components/month/month-dates.ts';
import {
  checkedOf,
  linesOf,
  lineTyped,
  toggled,
  treeStep,
  type TreeLine,
} from '../../kiosk-ui/src/components/tree/tree-walk.ts';

describe('the days of a month', () => {
  it.each([
    ['2026-02', 28],
    ['2024-02', 29],
    ['2000-02', 29],
    ['2100-02', 28],
    ['2026-11', 30],
    ['2026-12', 31],
  ])('%s has %i', (month, count) => {
    const days = daysOfMonth(month);
    expect(days).toHaveLength(count);
    expect(days.at(-1)?.date).toBe(`${month}-${count}`);
  });

  // 2026: February begins on a Sunday, June on a Monday, and the others between.
  it.each([
    ['2026-06', 1, 5],
    ['2026-09', 2, 5],
    ['2026-04', 3, 5],
    ['2026-01', 4, 5],
    ['2026-05', 5, 5],
    ['2026-08', 6, 6],
    ['2026-02', 7, 5],
  ])('%s begins on weekday %i and takes %i weeks', (month, weekday, count) => {
    const weeks = weeksOfMonth(month);
    expect(daysOfMonth(month)[0]?.weekday).toBe(weekday);
    expect(weeks).toHaveLength(count);
    expect(weeks[0]?.findIndex((day) => day?.number === 1)).toBe(weekday - 1);
    expect(weeks.flat().filter((day) => day !== undefined)).toEqual(daysOfMonth(month));
    expect(weeks.every((week) => week.every((day, at) => day === undefined || day.weekday === at + 1))).toBe(
      true,
    );
  });

  it('goes over the year’s end, and keeps the day where the month has it', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2027-01', -1), monthAfter('2026-11', -12)]).toEqual([
      '2027-01',
      '2026-12',
      '2025-11',
    ]);
    expect(dayInMonth('2026-01-31', '2026-02')).toBe('2026-02-28');
    expect(dayInMonth('2026-02-28', '2026-03')).toBe('2026-03-28');
    expect(() => daysOfMonth('2026-13')).toThrow('not a month');
  });
});

describe('the keys of a month', () => {
  const size = { rows: 56, columns: 30 };
  it('lead to a neighbour and never out', () => {
    expect(gridMove('ArrowLeft', false, { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
    expect(gridMove('ArrowDown', false, { row: 55, column: 3 }, size)).toEqual({ row: 55, column: 3 });
    expect(gridMove('End', false, { row: 4, column: 3 }, size)).toEqual({ row: 4, column: 29 });
    expect(gridMove('End', true, { row: 4, column: 3 }, size)).toEqual({ row: 55, column: 29 });
    expect(gridMove('Home', true, { row: 4, column: 3 }, size)).toEqual({ row: 0, column: 0 });
    expect(gridMove('x', false, { row: 4, column: 3 }, size)).toBeUndefined();
  });
  it('go by weeks where the month hangs on the wall', () => {
    expect(dayMove('ArrowDown', 23, 1, 30)).toBe(30);
    expect(dayMove('ArrowDown', 24, 2, 30)).toBe(24);
    expect(dayMove('Home', 25, 3, 30)).toBe(23);
    expect(dayMove('End', 30, 1, 30)).toBe(30);
    expect(dayMove('Home', 1, 7, 30)).toBe(1);
  });
});

describe('rows and cells', () => {
  it('keep the order they came in, under their groups', () => {
    const rows = [
      { id: 'a', label: '陈静', group: '秘书科' },
      { id: 'b', label: '王建国', group: '秘书科' },
      { id: 'c', label: '宋佳', group: '督查科' },
    ];
    expect(
      groupsOf(rows).map(({ name, rows: held }) => `${name} ${held.map(({ at }) => at).join()}`),
    ).toEqual(['秘书科 0,1', '督查科 2']);
  });
  it('are called by person, day, word and time', () => {
    expect(cellWords('王建国', '11月23日', { shape: 'late', word: '迟到', text: '07:53' }, '无记录')).toBe(
      '王建国 11月23日 迟到 07:53',
    );
    expect(cellWords('王建国', '11月28日', undefined, '休息日')).toBe('王建国 11月28日 休息日');
  });
});

describe('the tree', () => {
  const sections = [
    {
      id: 's1',
      label: '秘书科',
      people: [
        { id: 'p1', label: '陈静' },
        { id: 'p2', label: '王建国' },
      ],
      sections: [{ id: 's2', label: '值班室', people: [{ id: 'p3', label: '陈刚' }] }],
    },
    { id: 's3', label: '督查科', people: [] },
  ];
  const open = new Set(['s1', 's2']);
  const lines = linesOf(sections, open);
  const line = (id: string): TreeLine => {
    const found = lines.find((one) => one.id === id);
    if (found === undefined) throw new Error(`${id} is not in sight`);
    return found;
  };

  it('shows what is open, each at its level and place', () => {
    expect(lines.map(({ id, level, place, neighbours }) => `${id} ${level} ${place}/${neighbours}`)).toEqual([
      's1 1 1/2',
      'p1 2 1/3',
      'p2 2 2/3',
      's2 2 3/3',
      'p3 3 1/1',
      's3 1 2/2',
    ]);
    expect(linesOf(sections, new Set()).map(({ id }) => id)).toEqual(['s1', 's3']);
  });

  it('takes a whole section, lets it go, and says when only some are taken', () => {
    const some = toggled(line('p3'), new Set());
    expect([checkedOf(line('s1'), some), checkedOf(line('s2'), some), checkedOf(line('p1'), some)]).toEqual([
      'some',
      'all',
      'none',
    ]);
    const all = toggled(line('s1'), some);
    expect([...all].toSorted()).toEqual(['p1', 'p2', 'p3']);
    expect(toggled(line('s1'), all).size).toBe(0);
    expect(checkedOf(line('s3'), all)).toBe('none');
  });

  it('walks by the arrows: in, out, open, close', () => {
    expect(treeStep('ArrowRight', 0, lines, open)).toEqual({ go: 1 });
    expect(treeStep('ArrowRight', 5, lines, open)).toEqual({ open: 's3' });
    expect(treeStep('ArrowLeft', 2, lines, open)).toEqual({ go: 0 });
    expect(treeStep('ArrowLeft', 3, lines, open)).toEqual({ close: 's2' });
    expect(treeStep('End', 0, lines, open)).toEqual({ go: 5 });
    expect(treeStep('ArrowUp', 0, lines, open)).toBeUndefined();
  });

  it('finds the next line that begins with what is typed', () => {
    expect(lineTyped(lines, 0, '陈')).toBe(1);
    expect(lineTyped(lines, 1, '陈')).toBe(4);
    expect(lineTyped(lines, 4, '陈陈')).toBe(1);
    expect(lineTyped(lines, 1, '陈刚')).toBe(4);
    expect(lineTyped(lines, 0, '赵')).toBeUndefined();
  });
});
