/** A table's rows: found, sorted, gathered; as text for a spreadsheet; walked by keys. */
import { describe, expect, it } from 'vitest';
import type { Column } from '../../kiosk-ui/src/components/table/column.ts';
import { arrange, linesOf } from '../../kiosk-ui/src/components/table/lines.ts';
import { rowAfterKey } from '../../kiosk-ui/src/components/table/row-keys.ts';
import { between, reached } from '../../kiosk-ui/src/components/table/row-range.ts';
import { asCsv, asTabbed, csvFileName } from '../../kiosk-ui/src/components/table/sheet-text.ts';

interface Person {
  readonly name: string;
  readonly section: string;
  readonly lates: number | undefined;
}
const PEOPLE: readonly Person[] = [
  { name: '孙志强', section: '领导', lates: 10 },
  { name: '赵　明', section: '秘书科', lates: 2 },
  { name: '安　宁', section: '督查科', lates: undefined },
  { name: '陈　静', section: '秘书科', lates: 2 },
];
const COLUMNS: readonly Column<Person>[] = [
  { key: 'name', title: '姓名', value: ({ name }) => name, sort: 'pinyin' },
  { key: 'lates', title: '迟到', value: ({ lates }) => lates, sort: 'value' },
];
const HOW = {
  columns: COLUMNS,
  keyOf: ({ name }: Person) => name,
  filter: '',
  sorting: undefined,
  groupOf: undefined,
};
const names = (rows: readonly Person[]): readonly string[] => rows.map(({ name }) => name);

describe('rows of a table', () => {
  it('stand in the order in which they came until somebody sorts', () => {
    expect(names(arrange(PEOPLE, HOW))).toEqual(['孙志强', '赵　明', '安　宁', '陈　静']);
  });

  it('are sorted by sound, by size and stably, with what is missing last either way', () => {
    const sorted = (column: string, direction: 'ascending' | 'descending'): readonly string[] =>
      names(arrange(PEOPLE, { ...HOW, sorting: { column, direction } }));
    expect(sorted('name', 'ascending')).toEqual(['安　宁', '陈　静', '孙志强', '赵　明']);
    expect(sorted('lates', 'ascending')).toEqual(['赵　明', '陈　静', '孙志强', '安　宁']);
    expect(sorted('lates', 'descending')).toEqual(['孙志强', '赵　明', '陈　静', '安　宁']);
  });

  it('are found by every word typed, without the space that a short name is set with, and in full width too', () => {
    const found = (filter: string): readonly string[] => names(arrange(PEOPLE, { ...HOW, filter }));
    expect(found('赵明')).toEqual(['赵　明']);
    expect(found(' １０ 孙')).toEqual(['孙志强']);
    expect(found('孙 2')).toEqual([]);
  });

  it('keep their sections in rank order while they are sorted within', () => {
    const how = {
      ...HOW,
      sorting: { column: 'name', direction: 'ascending' } as const,
      groupOf: ({ section }: Person) => section,
    };
    expect(linesOf(arrange(PEOPLE, how), how, '陈　静')).toMatchObject([
      { kind: 'group', title: '领导', count: 1 },
      { kind: 'row', key: '孙志强' },
      { kind: 'group', title: '秘书科', count: 2 },
      { kind: 'row', key: '陈　静' },
      { kind: 'detail', row: { name: '陈　静' } },
      { kind: 'row', key: '赵　明' },
      { kind: 'group', title: '督查科', count: 1 },
      { kind: 'row', key: '安　宁' },
    ]);
  });
});

describe('a range of rows', () => {
  const KEYS = ['a', 'b', 'c', 'd', 'e'];

  it('reaches either way, and is the row alone where the other end is no longer listed', () => {
    expect(between(KEYS, 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(between(KEYS, 'd', 'b')).toEqual(['b', 'c', 'd']);
    expect(between(KEYS, 'gone', 'b')).toEqual(['b']);
    expect(between(KEYS, 'b', 'gone')).toEqual([]);
  });

  it('gives back what it left, but never what was chosen before', () => {
    const range = { anchor: 'c', before: new Set(['a', 'd']) };
    expect([...reached(range, KEYS, 'e')].toSorted()).toEqual(['a', 'c', 'd', 'e']);
    expect([...reached(range, KEYS, 'c')].toSorted()).toEqual(['a', 'c', 'd']);
  });
});

describe('rows for a spreadsheet', () => {
  const one = (name: string): string => asCsv(COLUMNS.slice(0, 1), [{ name, section: '', lates: 0 }]);

  it('are CSV that WPS and Excel open as UTF-8, quoted where they must be', () => {
    expect(asCsv(COLUMNS, PEOPLE.slice(1, 3))).toBe('\uFEFF姓名,迟到\r\n赵　明,2\r\n安　宁,\r\n');
    // What a file does not hold, it says itself.
    expect(asCsv(COLUMNS, PEOPLE.slice(1, 2), '只含已列出的 1 条')).toBe(
      '\uFEFF姓名,迟到\r\n赵　明,2\r\n只含已列出的 1 条\r\n',
    );
    expect(asTabbed(COLUMNS, PEOPLE.slice(1, 2), '只含已列出的 1 条')).toBe(
      '姓名\t迟到\r\n赵　明\t2\r\n只含已列出的 1 条',
    );
    expect(one('报送"急件",两份\n当面')).toBe('\uFEFF姓名\r\n"报送""急件"",两份\n当面"\r\n');
  });

  it.each(['=1+1', '+86', '-2+3', '@SUM(A1)', '\tcmd', '＝1+1'])(
    'never carry a formula (%j), and leave numbers numbers',
    (text) => {
      expect(one(text)).toContain(`'${text}`);
      const negative: readonly Column<Person>[] = [{ key: 'n', title: 'n', value: () => -5 }];
      expect(asCsv(negative, PEOPLE.slice(0, 1))).toBe('\uFEFFn\r\n-5\r\n');
    },
  );

  it('are one line each on the clipboard', () => {
    expect(asTabbed(COLUMNS, [{ name: '甲\t乙\n丙', section: '', lates: 1 }])).toBe(
      '姓名\t迟到\r\n甲 乙 丙\t1',
    );
  });

  it('go into a file that Windows can name', () => {
    expect(csvFileName('来电登记 2026/11')).toBe('来电登记 2026—11.csv');
    expect(csvFileName(' ')).toBe('—.csv');
  });
});

describe('keys of a table', () => {
  it.each([
    ['ArrowDown', 5, 6],
    ['ArrowUp', 0, 0],
    ['PageDown', 95, 99],
    ['PageUp', 50, 40],
    ['Home', 50, 0],
    ['End', 0, 99],
    ['x', 3, undefined],
  ])('%s from row %i of 100 goes to %s', (key, at, to) => {
    expect(rowAfterKey(key, at, 100, 10)).toBe(to);
  });

  it('stay where they are in an empty table', () => {
    expect(rowAfterKey('End', 0, 0, 10)).toBeUndefined();
  });
});
