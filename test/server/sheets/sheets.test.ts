/** Files for spreadsheets: nothing in them runs, and what is read back is what was written. */
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../server/sheets/csv.ts';
import type { Sheet } from '../../../server/sheets/sheet.ts';
import { xlsxInWorker } from '../../../server/sheets/xlsx-in-worker.ts';

const RUNS = ['=1+1', '+86', '-3', '@SUM(A1)', '\tx', '\rx', '＝1'];

function sheet(rows: Sheet['rows']): Sheet {
  return { name: '2026年10月考勤[1]', columns: ['姓名', '次'], rows };
}

describe('CSV', () => {
  it('begins with a mark, ends lines with CRLF and quotes what needs it', () => {
    expect(csvOf(sheet([['王"强",\n', 2]]))).toBe('\uFEFF姓名,次\r\n"王""强"",\n",2\r\n');
  });

  it('a text that a spreadsheet would run gets an apostrophe, a number never does', () => {
    for (const text of RUNS) expect(csvOf(sheet([[text, -1]]))).toMatch(/\r\n"?'[\s\S]*,-1\r\n$/);
  });

  it('is read again as it was, by any reader of CSV', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.integer())), (rows) => {
        const read: string[][] = parse(csvOf(sheet(rows)), { bom: true, record_delimiter: '\r\n' });
        const bare = read.slice(1).map(([text = '', number]) => [text.replace(/^'/, ''), Number(number)]);
        expect(bare).toEqual(rows.map(([text, number]) => [text.replace(/^'/, ''), number]));
      }),
    );
  });
});

describe('.xlsx', () => {
  it('is a workbook whose cells are the rows, texts as texts', async () => {
    const parts = unzipSync(
      await xlsxInWorker(
        sheet([
          ['=1+1', 3],
          ['𬱖明', -2],
        ]),
      ),
    );
    const text = (name: string): string => new TextDecoder().decode(parts[name]);
    expect(Object.keys(parts)).toEqual(expect.arrayContaining(['[Content_Types].xml', 'xl/workbook.xml']));
    expect(text('xl/workbook.xml')).toContain('name="2026年10月考勤 1 "');
    const cells = text('xl/worksheets/sheet1.xml');
    expect(cells).not.toContain('<f>');
    expect(cells).toMatch(/<c r="B2"[^>]*><v>3<\/v>/);
    expect(cells).toMatch(/<c r="B3"[^>]*><v>-2<\/v>/);
    const strings = text('xl/sharedStrings.xml');
    for (const word of ['姓名', '=1+1', '𬱖明']) expect(strings).toContain(word);
  });
});
