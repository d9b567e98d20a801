import { describe, expect, it } from 'vitest';
import { JournalError } from '../../../server/errors.ts';
import { OWN_PAGE, sessionCookie, startTestService, type TestService } from '../service-parts.ts';

const PASSWORD = 'a long enough pass';

function post(service: TestService, url: string, payload: object, headers: Record<string, string> = {}) {
  return service.app.inject({ method: 'POST', url, headers: { ...OWN_PAGE, ...headers }, payload });
}
function requestsOf(service: TestService): readonly string[] {
  return service.office.taken.map(({ request }) => request.type);
}

describe('signing in', () => {
  it('opens a session in a cookie that no script and no other site sees, and records it', async () => {
    const service = await startTestService();
    await service.vault.setPassword('p-clerk', 'clerk', PASSWORD);
    const answer = await post(service, '/api/session', { username: 'clerk', password: PASSWORD });
    expect(answer.json()).toMatchObject({ personId: 'p-clerk', username: 'clerk' });
    expect(answer.headers['set-cookie']).toMatch(
      /^dianmao-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(requestsOf(service)).toEqual(['people.record-sign-in']);
  });

  it('under TLS the cookie is __Host- and Secure, and browsers are told to stay with TLS', async () => {
    const service = await startTestService({ secure: true });
    await service.vault.setPassword('p-clerk', 'clerk', PASSWORD);
    const answer = await post(service, '/api/session', { username: 'clerk', password: PASSWORD });
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-dianmao-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=63072000/);
  });

  it('answers a wrong password and an unknown name in the same words, and records both', async () => {
    const service = await startTestService();
    await service.vault.setPassword('p-clerk', 'clerk', PASSWORD);
    const wrong = await post(service, '/api/session', { username: 'clerk', password: 'wrong' });
    const unknown = await post(service, '/api/session', { username: 'nobody', password: 'wrong' });
    expect(wrong.statusCode).toBe(401);
    expect(wrong.body).toBe(unknown.body);
    expect(requestsOf(service)).toEqual(['people.record-sign-in-refused', 'people.record-sign-in-refused']);
    expect(JSON.stringify(service.office.taken)).not.toContain('"password"');
  });

  it('says after five wrong tries how long the next must wait, of a known name and of an unknown one', async () => {
    const service = await startTestService();
    await service.vault.setPassword('p-clerk', 'clerk', PASSWORD);
    const tried = async (username: string, password: string) =>
      post(service, '/api/session', { username, password });
    for (const username of ['clerk', 'nobody']) {
      for (let tries = 1; tries < 5; tries += 1)
        expect((await tried(username, 'wrong')).json()).toMatchObject({ code: 'SIGN_IN_REFUSED' });
      const fifth = await tried(username, 'wrong');
      expect(fifth.statusCode).toBe(429);
      expect(fifth.json()).toMatchObject({ code: 'SIGN_IN_WAIT', params: { waitS: 60 } });
    }
    // The right one says no more than a wrong one while it waits.
    expect((await tried('clerk', PASSWORD)).json()).toMatchObject({ code: 'SIGN_IN_WAIT' });
    expect(service.vault.passwordWaitMs('clerk')).toBeLessThanOrEqual(60_000);
    expect(service.vault.passwordWaitMs('somebody else')).toBe(0);
  });

  it('tells how old the session is and when it ends, and of the demonstration only where it is one', async () => {
    const service = await startTestService();
    const cookie = sessionCookie(service, 'p-clerk');
    const headers = { ...OWN_PAGE, cookie };
    const answer = await service.app.inject({ method: 'GET', url: '/api/session', headers });
    expect(answer.json()).toMatchObject({ demo: false, session: { idleMaxMs: 30 * 60_000 } });
    const nobody = await service.app.inject({ method: 'GET', url: '/api/session', headers: OWN_PAGE });
    expect(nobody.json()).toEqual({ signedIn: false, setupNeeded: true, demo: false });
  });

  it('gives a new token each time and ends the old session', async () => {
    const service = await startTestService();
    await service.vault.setPassword('p-clerk', 'clerk', PASSWORD);
    const old = sessionCookie(service, 'p-clerk');
    await post(service, '/api/session', { username: 'clerk', password: PASSWORD }, { cookie: old });
    const answer = await service.app.inject({
      method: 'GET',
      url: '/api/session',
      headers: { ...OWN_PAGE, cookie: old },
    });
    expect(answer.json()).toMatchObject({ signedIn: false });
  });

  it('signing out ends the session', async () => {
    const service = await startTestService();
    const cookie = sessionCookie(service, 'p-clerk');
    const out = await service.app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { ...OWN_PAGE, cookie },
    });
    expect(out.statusCode).toBe(204);
    const after = await service.app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { ...OWN_PAGE, cookie },
    });
    expect(after.statusCode).toBe(401);
  });

  it('a name that nobody has is not kept: it may be a password typed into the wrong field', async () => {
    const service = await startTestService();
    await service.vault.setPassword('p-clerk', 'clerk', PASSWORD);
    await post(service, '/api/session', { username: 'hunter2-hunter2', password: 'x' });
    await post(service, '/api/session', { username: 'clerk', password: 'x' });
    const refused = service.office.taken.filter(
      ({ request }) => request.type === 'people.record-sign-in-refused',
    );
    expect(refused.map(({ request }) => request.body)).toEqual([
      { username: '', reason: 'wrong-or-waiting' },
      { username: 'clerk', reason: 'wrong-or-waiting' },
    ]);
  });

  it('too many tries from one address are turned away', async () => {
    const service = await startTestService({ limits: { general: 1000, guessing: 3 } });
    const codes: number[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      codes.push(
        (await post(service, '/api/session', { username: `nobody${tries}`, password: 'x' })).statusCode,
      );
    }
    expect(codes).toEqual([401, 401, 401, 429]);
  });
});

describe('the first administrator', () => {
  it('is appointed once, by the code of this start', async () => {
    const service = await startTestService();
    const code = service.vault.setupCode() ?? '';
    const body = { code, personId: 'p-clerk', username: 'chief', password: PASSWORD };
    expect((await post(service, '/api/setup', { ...body, code: 'WRONG-CODE' })).json()).toMatchObject({
      code: 'SETUP_REFUSED',
    });
    expect((await post(service, '/api/setup', { ...body, password: 'short' })).json()).toMatchObject({
      code: 'PASSWORD_WEAK',
    });
    expect((await post(service, '/api/setup', { ...body, name: '张三' })).json()).toMatchObject({
      code: 'REQUEST_INVALID',
    });
    expect((await post(service, '/api/setup', body)).statusCode).toBe(200);
    const person = service.office.taken.find(({ request }) => request.type === 'people.record-person');
    expect(person?.request.body).toMatchObject({ personId: 'p-clerk', roles: ['system-admin'] });
    expect(person?.principal).toEqual({ kind: 'system', through: 'setup' });
    // The very same message again is refused: the code is used up.
    expect((await post(service, '/api/setup', body)).json()).toMatchObject({ code: 'SETUP_REFUSED' });
  });
});

describe('the setup code', () => {
  it('tells nobody without it who is on the staff list', async () => {
    const service = await startTestService();
    const ask = (personId: string) =>
      post(service, '/api/setup', { code: 'WRONG-CODE', personId, username: 'chief', password: PASSWORD });
    expect((await ask('p-clerk')).body).toBe((await ask('p-nobody')).body);
  });

  it('counts again where nobody was appointed after all, and only then', async () => {
    const service = await startTestService();
    const code = service.vault.setupCode() ?? '';
    const body = { code, personId: 'p-clerk', username: 'chief', password: PASSWORD };
    const unwritable = new JournalError('JOURNAL_UNWRITABLE', 'full', { retryable: true });
    service.office.refuse = ({ type }) =>
      type === 'people.record-credential-change' ? unwritable : undefined;
    expect((await post(service, '/api/setup', body)).json()).toMatchObject({ code: 'JOURNAL_UNWRITABLE' });
    expect((await post(service, '/api/setup', { ...body, personId: 'p-nobody' })).json()).toMatchObject({
      code: 'REQUEST_INVALID',
    });
    service.office.refuse = undefined;
    const both = await Promise.all([post(service, '/api/setup', body), post(service, '/api/setup', body)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 403]);
    expect(service.vault.setupCode()).toBeUndefined();
  });
});

describe('passwords and PINs', () => {
  it('one changes one’s own with the password one has, and every other session of one’s ends', async () => {
    const service = await startTestService();
    await service.vault.setPassword('p-clerk', 'clerk', PASSWORD);
    const cookie = sessionCookie(service, 'p-clerk');
    const elsewhere = sessionCookie(service, 'p-clerk');
    const url = '/api/people/p-clerk/password';
    const wrong = await post(
      service,
      url,
      { password: 'another good phrase', currentPassword: 'wrong' },
      { cookie },
    );
    expect(wrong.json()).toMatchObject({ code: 'SIGN_IN_REFUSED' });
    const right = await post(
      service,
      url,
      { password: 'another good phrase', currentPassword: PASSWORD },
      { cookie },
    );
    expect(right.statusCode).toBe(200);
    expect(right.headers['set-cookie']).toMatch(/^dianmao-session=/);
    const after = await service.app.inject({
      method: 'GET',
      url: '/api/session',
      headers: { ...OWN_PAGE, cookie: elsewhere },
    });
    expect(after.json()).toMatchObject({ signedIn: false });
    await expect(service.vault.verifyPassword('clerk', 'another good phrase')).resolves.toBe('p-clerk');
  });

  it('another’s only the administrator sets, and what the rules refuse is not stored', async () => {
    const service = await startTestService();
    await service.vault.setPassword('p-clerk', 'clerk', PASSWORD);
    const url = '/api/people/p-clerk/password';
    const body = { password: 'another good phrase' };
    const byDirector = await post(service, url, body, { cookie: sessionCookie(service, 'p-director') });
    expect(byDirector.json()).toMatchObject({ code: 'ACCESS_NOT_YOURS' });
    service.office.refuse = ({ type }) =>
      type === 'people.record-credential-change' ? new TypeError('refused') : undefined;
    expect((await post(service, url, body, { cookie: sessionCookie(service, 'p-admin') })).statusCode).toBe(
      500,
    );
    await expect(service.vault.verifyPassword('clerk', PASSWORD)).resolves.toBe('p-clerk');
    service.office.refuse = undefined;
    expect((await post(service, url, body, { cookie: sessionCookie(service, 'p-admin') })).statusCode).toBe(
      200,
    );
    await expect(service.vault.verifyPassword('clerk', body.password)).resolves.toBe('p-clerk');
  });

  it('the administrator, and nobody else, reads which user name somebody has', async () => {
    const service = await startTestService();
    await service.vault.setPassword('p-clerk', 'clerk', PASSWORD);
    const read = async (personId: string, asker: string): Promise<unknown> =>
      (
        await service.app.inject({
          method: 'GET',
          url: `/api/people/${personId}/account`,
          headers: { ...OWN_PAGE, cookie: sessionCookie(service, asker) },
        })
      ).json();
    expect(await read('p-clerk', 'p-admin')).toEqual({ username: 'clerk' });
    expect(await read('p-director', 'p-admin')).toEqual({});
    for (const asker of ['p-director', 'p-clerk'])
      expect(await read('p-clerk', asker)).toMatchObject({ code: 'ACCESS_NOT_YOURS' });
  });

  it('YX-Y1 the second person proves to be there and is neither asker nor holder', async () => {
    const service = await startTestService();
    for (const name of ['clerk', 'admin', 'director'])
      await service.vault.setPassword(`p-${name}`, name, PASSWORD);
    const set = (username: string, password: string) =>
      post(
        service,
        '/api/people/p-clerk/pin',
        { pin: '482915', witness: { username, password } },
        { cookie: sessionCookie(service, 'p-admin') },
      );
    for (const [username, password] of [
      ['clerk', PASSWORD],
      ['admin', PASSWORD],
      ['director', 'wrong'],
    ] as const) {
      expect((await set(username, password)).json()).toMatchObject({ code: 'WITNESS_REFUSED' });
    }
    expect((await set('director', PASSWORD)).statusCode).toBe(200);
    expect(service.office.taken.at(-1)?.request.body).toEqual({
      personId: 'p-clerk',
      credential: 'pin',
      changedBy: 'p-admin',
      witnessedBy: 'p-director',
    });
    await expect(service.vault.verifyPin('p-clerk', '482915')).resolves.toBe('ok');
  });

  it('what is guessed first is refused', async () => {
    const service = await startTestService();
    const cookie = sessionCookie(service, 'p-admin');
    const password = async (text: string) =>
      (
        await post(service, '/api/people/p-clerk/password', { username: 'clerk', password: text }, { cookie })
      ).json();
    for (const weak of ['123456789', 'clerk-clerk-1', 'aaaaaaaaaaaa', 'Password2026!', '1234567890']) {
      expect(await password(weak)).toMatchObject({ code: 'PASSWORD_WEAK' });
    }
    const pin = async (text: string) =>
      (await post(service, '/api/people/p-clerk/pin', { pin: text }, { cookie })).json();
    for (const weak of ['12345', '123456', '987654', '111111', '121212', 'abcdef', '4829155']) {
      expect(await pin(weak)).toMatchObject({ code: 'PIN_WEAK' });
    }
  });

  it('YX-Y1 a PIN at the cabinet is checked in the vault and goes no further', async () => {
    const service = await startTestService();
    await service.vault.setPin('p-clerk', '482915');
    const enter = (pin: string, station = 'cabinet-1') =>
      post(service, '/api/requests/seals.enter-pin', { pin }, { 'x-dianmao-station': station });
    expect((await enter('482915', 'duty-1')).statusCode).toBe(403);
    await enter('000000');
    await enter('482915');
    expect(service.office.taken.map(({ request }) => request)).toEqual([
      { type: 'seals.pin-checked', body: { stationId: 'cabinet-1', personId: 'p-clerk', outcome: 'wrong' } },
      { type: 'seals.pin-checked', body: { stationId: 'cabinet-1', personId: 'p-clerk', outcome: 'ok' } },
    ]);
    expect(JSON.stringify(service.office.recorded)).not.toContain('482915');
  });
});

describe('pairing', () => {
  it('a code counts once, for five minutes, and is recorded before the screen is told', async () => {
    const service = await startTestService();
    const cookie = sessionCookie(service, 'p-admin');
    const offer = async () =>
      (await post(service, '/api/pairings', { stationId: 'duty-1' }, { cookie })).json<{ code: string }>()
        .code;
    const code = await offer();
    const paired = await post(service, '/api/pair', { code: code.toLowerCase() });
    expect(paired.json()).toEqual({ stationId: 'duty-1' });
    expect(paired.headers['set-cookie']).toMatch(/^dianmao-pairing=.*HttpOnly; SameSite=Strict$/);
    expect(requestsOf(service)).toEqual(['stations.record-pairing']);
    expect((await post(service, '/api/pair', { code })).json()).toMatchObject({ code: 'PAIRING_REFUSED' });
    const late = await offer();
    service.office.clock.advance(5 * 60_000 + 1);
    expect((await post(service, '/api/pair', { code: late })).json()).toMatchObject({
      code: 'PAIRING_REFUSED',
    });
  });

  it('is taken back by the administrator', async () => {
    const service = await startTestService();
    const { pairingId } = service.vault.pairScreen('duty-1', 0);
    const cookie = sessionCookie(service, 'p-admin');
    await service.app.inject({
      method: 'DELETE',
      url: `/api/pairings/${pairingId}`,
      headers: { ...OWN_PAGE, cookie },
    });
    expect(requestsOf(service)).toEqual(['stations.record-unpairing']);
    expect(service.vault.pairings()).toEqual([]);
  });
});
