/** Lists as files over HTTP: the same people, the same query, a name that every system keeps, and bytes that open. */
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { everyCaller } from '../access/callers.ts';
import { startRealService } from '../real-office.ts';

const ORIGINS = new Set(['http://127.0.0.1:8420']);

describe('GET /api/exports', () => {
  it('KQ-2: gives the month as CSV and as .xlsx, to who may read the view, and refuses other formats', async () => {
    const service = await startRealService(ORIGINS);
    const callers = everyCaller(service);
    const get = (name: string, query: string) =>
      service.app.inject({
        url: `/api/exports/attendance.month?month=2026-11${query}`,
        headers: { host: '127.0.0.1:8420', ...callers.find((one) => one.name === name)?.headers },
        remoteAddress: '192.0.2.7',
      });
    const csv = await get('attendance-clerk', '&format=csv');
    expect(csv.statusCode).toBe(200);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('2026-11考勤.csv')}`,
    );
    expect(csv.headers['cache-control']).toBe('no-store');
    expect(csv.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(csv.body).toContain('科室,姓名,1日,2日');
    const xlsx = await get('attendance-clerk', '&format=xlsx');
    expect(xlsx.statusCode).toBe(200);
    expect(Object.keys(unzipSync(xlsx.rawPayload))).toContain('xl/worksheets/sheet1.xml');
    expect((await get('attendance-clerk', '&format=pdf')).statusCode).toBe(400);
    expect((await get('attendance-clerk', '')).statusCode).toBe(400);
    expect((await get('person', '&format=csv')).statusCode).toBe(403);
    expect(service.office.context().journalHead()).toMatchObject({
      position: service.office.position(),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});
