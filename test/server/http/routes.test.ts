import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BenchAct } from '../../../server/contract/bench.ts';
import { JournalError } from '../../../server/errors.ts';
import type { Bench } from '../../../server/http/parts.ts';
import { OWN_PAGE, sessionCookie, startTestService, type TestService } from '../service-parts.ts';

function get(
  service: TestService,
  url: string,
  headers: Record<string, string> = {},
  remoteAddress = '127.0.0.1',
) {
  return service.app.inject({ method: 'GET', url, remoteAddress, headers: { ...OWN_PAGE, ...headers } });
}

describe('every answer', () => {
  it('carries a policy without anything inline, and nothing that tells the software', async () => {
    const service = await startTestService();
    const { headers } = await get(service, '/api/session');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['server']).toBeUndefined();
  });

  it('comes from a server that takes a limited number of connections', async () => {
    const { app } = await startTestService();
    expect(app.server.maxConnections).toBe(2000);
    expect(app.server.requestTimeout).toBe(15_000);
  });

  it('of a refusal by rule says clause and values; of the journal that nothing was done', async () => {
    const service = await startTestService();
    const cookie = sessionCookie(service, 'p-clerk');
    const ask = (type: string) =>
      service.app.inject({
        method: 'POST',
        url: `/api/requests/${type}`,
        headers: { ...OWN_PAGE, cookie },
        payload: {},
      });
    const refused = await ask('notes.refused');
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toEqual({
      type: 'about:blank',
      code: 'NOTES_REFUSED',
      status: 409,
      title: '未办理：此件须由市长签发。请送市长。',
      clause: 'YX-Y1',
      params: { approver: '市长' },
    });
    service.office.refuse = () =>
      new JournalError('JOURNAL_UNWRITABLE', 'SQLITE_FULL in /var/lib', { retryable: true });
    const full = await ask('notes.refused');
    expect(full.statusCode).toBe(503);
    expect(full.json()).toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    expect(full.body).not.toContain('SQLITE');
  });

  it('of a defect gives a reference and no detail', async () => {
    const service = await startTestService();
    const cookie = sessionCookie(service, 'p-clerk');
    const answer = await service.app.inject({
      method: 'POST',
      url: '/api/requests/notes.broken',
      headers: { ...OWN_PAGE, cookie },
      payload: {},
    });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret detail');
    expect(answer.json<{ params: { reference: string } }>().params.reference).toMatch(/^[0-9a-f]{8}$/);
  });

  it('to what is not JSON, too long or poisoned is a refusal', async () => {
    const service = await startTestService();
    const cookie = sessionCookie(service, 'p-clerk');
    const send = (payload: string, type = 'application/json') =>
      service.app.inject({
        method: 'POST',
        url: '/api/requests/notes.write',
        headers: { ...OWN_PAGE, cookie, 'content-type': type },
        payload,
      });
    expect((await send('{')).json()).toMatchObject({ code: 'REQUEST_UNREADABLE', status: 400 });
    expect((await send('text=1', 'application/x-www-form-urlencoded')).json()).toMatchObject({
      code: 'REQUEST_UNREADABLE',
    });
    expect((await send('{"__proto__":{"text":"x"},"text":"x"}')).statusCode).toBe(400);
    expect((await send(JSON.stringify({ text: 'x'.repeat(70_000) }))).json()).toMatchObject({
      code: 'REQUEST_TOO_LARGE',
    });
    expect(service.office.taken).toEqual([]);
  });
});

describe('health and metrics', () => {
  it('/healthz is ready only while the journal can be written', async () => {
    const service = await startTestService();
    expect((await get(service, '/healthz', {}, '10.0.0.9')).statusCode).toBe(200);
    service.office.writable = false;
    const answer = await get(service, '/healthz', {}, '10.0.0.9');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ ready: false, journal: { reason: 'disk-full' } });
  });

  it('/metrics is for the machine itself, the administrator and a token of that scope', async () => {
    const service = await startTestService();
    const { token } = service.vault.createToken('prometheus', ['read-metrics']);
    const status = async (headers: Record<string, string>, from: string) =>
      (await get(service, '/metrics', headers, from)).statusCode;
    expect(await status({}, '127.0.0.1')).toBe(200);
    expect(await status({}, '10.0.0.9')).toBe(401);
    expect(await status({ 'x-forwarded-for': '10.0.0.9' }, '127.0.0.1')).toBe(401);
    expect(await status({ authorization: `Bearer ${token}` }, '10.0.0.9')).toBe(200);
    expect(await status({ cookie: sessionCookie(service, 'p-admin') }, '10.0.0.9')).toBe(200);
    const { body, headers } = await get(service, '/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(body).toMatch(/^dianmao_journal_writable 1$/m);
  });
});

describe('the journal', () => {
  it('is read in pages by those who look after it', async () => {
    const service = await startTestService();
    service.office.commit(5);
    const cookie = sessionCookie(service, 'p-director');
    const page = await get(service, '/api/journal?from=2&limit=2', { cookie });
    expect(page.json()).toMatchObject({ position: 5, next: 4, events: [{ position: 2 }, { position: 3 }] });
    expect((await get(service, '/api/journal?from=4&limit=2', { cookie })).json()).not.toHaveProperty('next');
    expect((await get(service, '/api/journal?from=0', { cookie })).statusCode).toBe(400);
    expect((await get(service, '/api/journal?limit=501', { cookie })).statusCode).toBe(400);
    expect(
      (await get(service, '/api/journal', { cookie: sessionCookie(service, 'p-clerk') })).statusCode,
    ).toBe(403);
  });

  it('hides from the administrator what is of the registers', async () => {
    const service = await startTestService();
    const explained = {
      type: 'attendance.explained',
      data: { personId: 'p-clerk', officeDate: '2026-11-23', text: '家人住院', filedBy: 'p-clerk' },
    } as const;
    const envelope = { position: 1, recordedAtMs: 0, officeDate: '2026-11-23', actor: 'person:p-clerk' };
    service.office.recorded.push({ ...envelope, cause: undefined, ...explained });
    const seenBy = async (personId: string): Promise<string> =>
      (await get(service, '/api/journal', { cookie: sessionCookie(service, personId) })).body;
    expect(await seenBy('p-director')).toContain('家人住院');
    const byAdmin = await seenBy('p-admin');
    expect(byAdmin).toContain('attendance.explained');
    expect(byAdmin).not.toContain('家人住院');
  });
});

describe('the bench', () => {
  const done: BenchAct[] = [];
  const bench: Bench = {
    state: () => ({ devices: [], people: [] }),
    act: async (act) => {
      if (act.act === 'open-door') throw Object.assign(new Error('the bolt is out'), { code: 'DEVICE_BUSY' });
      done.push(act);
    },
    accounts: undefined,
  };

  it('takes acts in their form, from the machine itself, and says why physics forbid one', async () => {
    const service = await startTestService({ bench });
    const act = (payload: object, remoteAddress = '127.0.0.1') =>
      service.app.inject({ method: 'POST', url: '/bench/act', remoteAddress, headers: OWN_PAGE, payload });
    const swipe = { act: 'swipe-card', deviceId: 'duty-card', cardNumber: '0A00123456' };
    expect((await act(swipe)).statusCode).toBe(200);
    expect(done).toEqual([swipe]);
    expect((await act(swipe, '10.0.0.9')).statusCode).toBe(401);
    expect((await act({ ...swipe, cardNumber: 'x' })).json()).toMatchObject({ code: 'REQUEST_INVALID' });
    expect((await act({ act: 'explode', deviceId: 'duty-card' })).json()).toMatchObject({
      code: 'REQUEST_INVALID',
    });
    const busy = await act({ act: 'open-door', deviceId: 'seal-cabinet-1' });
    expect(busy.statusCode).toBe(409);
    expect(busy.json()).toMatchObject({
      code: 'DEVICE_BUSY',
      title: expect.stringContaining('the bolt is out'),
    });
  });
});

describe('the screens', () => {
  it('are pages and the files that were built, and nothing beside them', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'dianmao-screens-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    mkdirSync(join(directory, 'assets'));
    for (const page of ['entrance', 'duty', 'cabinet', 'desk', 'bench', 'stories'])
      writeFileSync(join(directory, `${page}.html`), page);
    writeFileSync(join(directory, 'assets', 'desk-1a2b.js'), 'x');
    const service = await startTestService({ screensDirectory: directory });
    const page = await get(service, '/entrance', {}, '10.0.0.9');
    expect(page.body).toBe('entrance');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect((await get(service, '/assets/desk-1a2b.js')).headers['cache-control']).toContain('immutable');
    expect((await get(service, '/')).headers['location']).toBe('/desk');
    for (const path of [
      '/bench',
      '/stories',
      '/bench.html',
      '/desk.html',
      '/assets/',
      '/assets/..%2fdesk.html',
      '/../package.json',
    ]) {
      expect(`${path} ${(await get(service, path)).statusCode}`).toBe(`${path} 404`);
    }
  });
});
