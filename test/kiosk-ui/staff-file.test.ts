/** The staff list before it is sent: every encoding that spreadsheets write, and the rows that are shown of it. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeStaffFile,
  placeWords,
  previewStaffList,
  STAFF_TEMPLATE,
  STAFF_TEMPLATE_COLUMNS,
} from '../../kiosk-ui/src/screens/desk/staff-file.ts';
import { STAFF_COLUMNS } from '../../server/access/staff-list.ts';
import { gbk } from '../support/gbk.ts';

const LIST = '编号,姓名,科室\r\np-61,高远,秘书科\r\n';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the encoding of a staff list', () => {
  it('is UTF-8 with or without the mark in front, and the mark is no part of the first column', () => {
    const read = { text: LIST, encoding: 'UTF-8' };
    expect(decodeStaffFile(bytes(LIST))).toEqual(read);
    expect(decodeStaffFile(bytes(`\uFEFF${LIST}`))).toEqual(read);
  });

  it('is GB18030 where the bytes are not UTF-8, four-byte names included', () => {
    expect(decodeStaffFile(gbk(LIST))).toEqual({ text: LIST, encoding: 'GB18030' });
    const rare = Uint8Array.of(...gbk('马'), 0x81, 0x39, 0xef, 0x30);
    expect(decodeStaffFile(rare)).toEqual({ text: '马\u3401', encoding: 'GB18030' });
  });

  it('is none where the file is no text: a workbook, UTF-16, bytes of neither encoding', () => {
    expect(decodeStaffFile(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00))).toBeUndefined();
    expect(decodeStaffFile(Buffer.from(`\uFEFF${LIST}`, 'utf16le'))).toBeUndefined();
    expect(decodeStaffFile(Uint8Array.of(0xb1, 0xe0, 0xff, 0xff))).toBeUndefined();
  });
});

describe('the rows that are shown before sending', () => {
  it('are the first three, numbered as the service numbers them, and all are counted', () => {
    const list = '编号,姓名\r\np-1,甲\r\n\r\np-2,乙\r\n,\r\np-3,丙\r\np-4,丁';
    expect(previewStaffList(list)).toEqual({
      heading: ['编号', '姓名'],
      count: 4,
      rows: [
        { line: 2, cells: ['p-1', '甲'] },
        { line: 4, cells: ['p-2', '乙'] },
        { line: 6, cells: ['p-3', '丙'] },
      ],
    });
    expect(previewStaffList('')).toEqual({ heading: [], count: 0, rows: [] });
    expect(previewStaffList('编号,姓名\n').count).toBe(0);
  });

  it('are cut as the service cuts them, whatever stands in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('甲', 'a', ' ', ',', '"', '\n', '、') });
    const written = (text: string): string =>
      /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const text = `x,y\n${rows.map((cells) => cells.map(written).join(',')).join('\n')}`;
        const table = parse(text, { bom: true, trim: true, relax_column_count: true });
        const body = table.slice(1).filter((cells) => cells.some((one) => one !== ''));
        const { count, rows: shown } = previewStaffList(text);
        expect(count).toBe(body.length);
        expect(shown.map(({ cells }) => cells)).toEqual(body.slice(0, 3));
      }),
    );
  });
});

describe('the empty list to download', () => {
  it('has the columns that the service knows, and is no list of anybody', () => {
    expect(STAFF_TEMPLATE_COLUMNS).toEqual(Object.keys(STAFF_COLUMNS));
    const read = decodeStaffFile(bytes(STAFF_TEMPLATE));
    expect(previewStaffList(read?.text ?? '')).toEqual({
      heading: STAFF_TEMPLATE_COLUMNS,
      count: 0,
      rows: [],
    });
  });
});

it('names a place in words', () => {
  expect(placeWords('第 3 行.排序')).toBe('第 3 行　排序');
});
