import { describe, expect, it } from 'vitest';
import { OWN_PAGE, sessionCookie, startTestService } from '../service-parts.ts';
import { person } from '../small-office.ts';

describe('the door', () => {
  it('lets nobody in who has not signed in, and says to whom a matter belongs', async () => {
    const service = await startTestService();
    const ask = (headers: Record<string, string>) =>
      service.app.inject({
        method: 'POST',
        url: '/api/requests/notes.approve',
        headers: { ...OWN_PAGE, ...headers },
        payload: {},
      });
    const nobody = await ask({});
    expect(nobody.statusCode).toBe(401);
    expect(nobody.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(nobody.json()).toMatchObject({ code: 'ACCESS_SIGN_IN_NEEDED', status: 401 });
    const clerk = await ask({ cookie: sessionCookie(service, 'p-clerk') });
    expect(clerk.json()).toMatchObject({ code: 'ACCESS_NOT_YOURS', status: 403 });
    expect(clerk.json<{ title: string }>().title).toContain('须由主任办理');
    const director = await ask({ cookie: sessionCookie(service, 'p-director') });
    expect(director.statusCode).toBe(200);
    expect(service.office.taken).toHaveLength(1);
  });

  it('refuses a page from elsewhere, by origin, by site and for want of the header', async () => {
    const service = await startTestService();
    const cookie = sessionCookie(service, 'p-director');
    const ask = (headers: Record<string, string>) =>
      service.app.inject({
        method: 'POST',
        url: '/api/requests/notes.approve',
        headers: { host: OWN_PAGE.host, cookie, ...headers },
        payload: {},
      });
    expect((await ask({ 'x-dianmao': '1', origin: 'http://evil.example' })).json()).toMatchObject({
      code: 'ACCESS_ORIGIN_FOREIGN',
    });
    expect((await ask({ 'x-dianmao': '1', origin: 'null' })).json()).toMatchObject({
      code: 'ACCESS_ORIGIN_FOREIGN',
    });
    expect((await ask({ 'x-dianmao': '1', 'sec-fetch-site': 'cross-site' })).json()).toMatchObject({
      code: 'ACCESS_ORIGIN_FOREIGN',
    });
    expect((await ask({ origin: OWN_PAGE.origin })).json()).toMatchObject({ code: 'ACCESS_HEADER_MISSING' });
    expect(service.office.taken).toHaveLength(0);
  });

  it('does not answer to a name that somebody points here', async () => {
    const service = await startTestService();
    const answer = await service.app.inject({
      method: 'GET',
      url: '/healthz',
      headers: { host: 'evil.example:8420' },
    });
    expect(answer.statusCode).toBe(421);
    expect(answer.json()).toMatchObject({ code: 'ACCESS_HOST_UNKNOWN' });
  });

  it('checks access before the body, and the body whole', async () => {
    const service = await startTestService();
    const write = (cookie: string, payload: object) =>
      service.app.inject({
        method: 'POST',
        url: '/api/requests/notes.write',
        headers: { ...OWN_PAGE, cookie },
        payload,
      });
    expect((await write('', { wrong: 1 })).json()).toMatchObject({ code: 'ACCESS_SIGN_IN_NEEDED' });
    const invalid = await write(sessionCookie(service, 'p-clerk'), { copies: 0, extra: true });
    expect(invalid.statusCode).toBe(400);
    expect(
      invalid
        .json<{ mistakes: { path: string }[] }>()
        .mistakes.map(({ path }) => path)
        .toSorted(),
    ).toEqual(['copies', 'extra', 'text']);
    expect(service.office.taken).toHaveLength(0);
  });

  it('a person who has left, or a session that has ended, is nobody', async () => {
    const service = await startTestService();
    const cookie = sessionCookie(service, 'p-director');
    const ask = async () =>
      (
        await service.app.inject({
          method: 'GET',
          url: '/api/views/notes.list',
          headers: { ...OWN_PAGE, cookie },
        })
      ).statusCode;
    expect(await ask()).toBe(200);
    service.office.people.set('p-director', person('p-director', ['director'], '2026-11-23'));
    expect(await ask()).toBe(401);
    service.office.people.set('p-director', person('p-director', ['director'], '2026-11-24'));
    expect(await ask()).toBe(200);
    service.vault.revokeSessionsOf('p-director');
    expect(await ask()).toBe(401);
  });

  it('a role withdrawn counts from the next request on', async () => {
    const service = await startTestService();
    const cookie = sessionCookie(service, 'p-director');
    service.office.people.set('p-director', person('p-director', []));
    const answer = await service.app.inject({
      method: 'GET',
      url: '/api/views/notes.list',
      headers: { ...OWN_PAGE, cookie },
    });
    expect(answer.statusCode).toBe(403);
  });

  it('a page on this machine is its station where it says so, a forwarded call is not', async () => {
    const service = await startTestService();
    const write = (headers: Record<string, string>) =>
      service.app.inject({
        method: 'POST',
        url: '/api/requests/notes.write',
        headers: { ...OWN_PAGE, ...headers },
        payload: { text: '一' },
      });
    expect((await write({ 'x-dianmao-station': 'duty-1' })).statusCode).toBe(200);
    expect(service.office.taken[0]?.principal).toEqual({
      kind: 'station',
      stationId: 'duty-1',
      station: 'duty',
    });
    expect((await write({ 'x-dianmao-station': 'entrance-1' })).statusCode).toBe(403);
    expect((await write({ 'x-dianmao-station': 'nowhere' })).statusCode).toBe(401);
    for (const header of ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']) {
      const through = await write({ 'x-dianmao-station': 'duty-1', [header]: '10.0.0.9' });
      expect(through.statusCode, header).toBe(401);
    }
  });

  it('another machine is a station only where paired, and only that one', async () => {
    const service = await startTestService();
    const { token } = service.vault.pairScreen('duty-1', 0);
    const write = (headers: Record<string, string>, remoteAddress: string) =>
      service.app.inject({
        method: 'POST',
        url: '/api/requests/notes.write',
        remoteAddress,
        headers: { ...OWN_PAGE, ...headers },
        payload: { text: '一' },
      });
    expect((await write({ 'x-dianmao-station': 'duty-1' }, '10.0.0.9')).statusCode).toBe(401);
    const cookie = `dianmao-pairing=${token}`;
    expect((await write({ 'x-dianmao-station': 'duty-1', cookie }, '10.0.0.9')).statusCode).toBe(200);
    expect((await write({ 'x-dianmao-station': 'duty', cookie }, '10.0.0.9')).statusCode).toBe(200);
    expect((await write({ 'x-dianmao-station': 'entrance-1', cookie }, '10.0.0.9')).statusCode).toBe(401);
  });

  it('a token has its scope and nothing else', async () => {
    const service = await startTestService();
    const { token } = service.vault.createToken('wall', ['read-status']);
    const headers = { ...OWN_PAGE, authorization: `Bearer ${token}` };
    expect(
      (await service.app.inject({ method: 'GET', url: '/api/views/notes.list', headers })).statusCode,
    ).toBe(200);
    const write = await service.app.inject({
      method: 'POST',
      url: '/api/requests/notes.write',
      headers,
      payload: { text: '一' },
    });
    expect(write.statusCode).toBe(403);
    expect(
      (await service.app.inject({ method: 'GET', url: '/metrics', remoteAddress: '10.0.0.9', headers }))
        .statusCode,
    ).toBe(403);
  });

  it('a route that the table does not name does not exist, whatever the method', async () => {
    const service = await startTestService();
    const cookie = sessionCookie(service, 'p-admin');
    for (const [method, url] of [
      ['GET', '/api/requests/notes.write'],
      ['PUT', '/api/session'],
      ['POST', '/api/views/notes.list'],
      ['GET', '/bench/state'],
      ['POST', '/bench/act'],
      ['GET', '/bench'],
      ['GET', '/.env'],
    ] as const) {
      const answer = await service.app.inject({
        method,
        url,
        headers: { ...OWN_PAGE, cookie },
        ...(method === 'GET' ? {} : { payload: {} }),
      });
      expect(`${method} ${url} ${answer.statusCode}`).toBe(`${method} ${url} 404`);
    }
  });
});
