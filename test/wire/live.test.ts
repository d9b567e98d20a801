import { io, type Socket } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import type {
  ClientToServer,
  Delta,
  Heartbeat,
  Problem,
  ServerToClient,
  Snapshot,
} from '../../server/contract/socket.ts';
import { sessionCookie } from '../server/service-parts.ts';
import { person } from '../server/small-office.ts';
import { listen } from './live-service.ts';

type Client = Socket<ServerToClient, ClientToServer>;

function connect(
  origin: string,
  options: { station?: string; cookie?: string; origin?: string } = {},
): Client {
  const socket: Client = io(origin, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    query: options.station === undefined ? {} : { station: options.station },
    extraHeaders: {
      origin: options.origin ?? origin,
      ...(options.cookie === undefined ? {} : { cookie: options.cookie }),
    },
  });
  onTestFinished(() => void socket.close());
  return socket;
}

function next<Name extends keyof ServerToClient>(
  socket: Client,
  name: Name,
): Promise<Parameters<ServerToClient[Name]>[0]> {
  return new Promise((resolve) => {
    const listener = (event: string, message: Parameters<ServerToClient[Name]>[0]): void => {
      if (event !== name) return;
      socket.offAny(listener);
      resolve(message);
    };
    socket.onAny(listener);
  });
}

async function problemOf(
  socket: Client,
  screen: 'entrance' | 'duty' | 'cabinet' | 'desk',
): Promise<Problem | undefined> {
  const answer = await socket.emitWithAck('subscribe', { screen });
  return answer.ok ? undefined : answer.problem;
}

describe('subscribing', () => {
  it('gives a snapshot, then deltas that name the one before, of the touched keys alone', async () => {
    const { origin, office } = await listen();
    const socket = connect(origin, { station: 'duty-1' });
    const first: Promise<Snapshot> = next(socket, 'snapshot');
    await expect(problemOf(socket, 'duty')).resolves.toBeUndefined();
    const { position, document } = await first;
    expect(document).toEqual({ total: { count: 0 } });
    const deltas: Delta[] = [];
    socket.on('delta', (delta) => deltas.push(delta));
    office.commit(1, ({ notes }) => notes.set('a', '一'));
    office.commit(1);
    office.commit(1, ({ notes }) => notes.set('a', '二'));
    const last: Promise<Delta> = next(socket, 'delta');
    office.commit(1, ({ notes }) => notes.delete('a'));
    await last;
    while (deltas.length < 3) await next(socket, 'delta');
    expect(deltas).toEqual([
      {
        screen: 'duty',
        after: position,
        position: position + 1,
        set: { total: { count: 1 }, 'note/a': '一' },
        remove: [],
      },
      { screen: 'duty', after: position + 1, position: position + 2, set: { 'note/a': '二' }, remove: [] },
      {
        screen: 'duty',
        after: position + 2,
        position: position + 3,
        set: { total: { count: 0 } },
        remove: ['note/a'],
      },
    ]);
  });

  it('resumes with what was missed, and with a snapshot after a gap it cannot fill', async () => {
    const { origin, office } = await listen();
    const before = connect(origin, { station: 'duty-1' });
    const first: Promise<Snapshot> = next(before, 'snapshot');
    await problemOf(before, 'duty');
    const { position } = await first;
    before.close();
    office.commit(1, ({ notes }) => notes.set('a', '一'));

    const again = connect(origin, { station: 'duty-1' });
    const missed: Promise<Delta> = next(again, 'delta');
    await again.emitWithAck('subscribe', { screen: 'duty', position });
    await expect(missed).resolves.toMatchObject({ after: position, position: position + 1 });

    const stranger = connect(origin, { station: 'duty-1' });
    const whole: Promise<Snapshot> = next(stranger, 'snapshot');
    await stranger.emitWithAck('subscribe', { screen: 'duty', position: position - 500 });
    await expect(whole).resolves.toMatchObject({ position: position + 1 });
  });

  it('a station page without a station in its address is the first of its kind', async () => {
    const { origin, office } = await listen();
    const socket = connect(origin);
    await problemOf(socket, 'entrance');
    const notice = next(socket, 'notice');
    office.notice('entrance-2', 'OTHER');
    office.notice('entrance-1', 'BADGE_UNKNOWN');
    await expect(notice).resolves.toMatchObject({ code: 'BADGE_UNKNOWN' });
  });

  it('gives a desk to a person and a station screen to its station, and nothing else to anybody', async () => {
    const service = await listen();
    const { origin } = service;
    const cookie = sessionCookie(service, 'p-clerk');
    await expect(problemOf(connect(origin), 'desk')).resolves.toMatchObject({
      code: 'ACCESS_SIGN_IN_NEEDED',
    });
    await expect(problemOf(connect(origin, { cookie }), 'desk')).resolves.toBeUndefined();
    await expect(problemOf(connect(origin, { station: 'duty-1' }), 'cabinet')).resolves.toMatchObject({
      code: 'ACCESS_NOT_YOURS',
    });
    await expect(problemOf(connect(origin, { station: 'nowhere' }), 'duty')).resolves.toMatchObject({
      code: 'ACCESS_SIGN_IN_NEEDED',
    });
  });

  it('says the time with the first snapshot, before the next beat is due', async () => {
    const { origin, office } = await listen();
    const socket = connect(origin, { station: 'duty-1' });
    const heard: string[] = [];
    socket.onAny((event: string) => heard.push(event));
    const beat: Promise<Heartbeat> = next(socket, 'heartbeat');
    await problemOf(socket, 'duty');
    await expect(beat).resolves.toMatchObject({ officeEpochMs: office.clock.epochMs() });
    expect(heard).toEqual(['snapshot', 'heartbeat']);
  });

  it('beats with the journal position, the position of the stream and the health of both', async () => {
    const { origin, office } = await listen();
    const socket = connect(origin, { station: 'duty-1' });
    const first: Promise<Snapshot> = next(socket, 'snapshot');
    const greeting: Promise<Heartbeat> = next(socket, 'heartbeat');
    await problemOf(socket, 'duty');
    const { position } = await first;
    await greeting;
    office.writable = false;
    const beat: Promise<Heartbeat> = next(socket, 'heartbeat');
    office.clock.advance(1000);
    await expect(beat).resolves.toEqual({
      position: 0,
      streamPosition: position,
      officeEpochMs: office.clock.epochMs(),
      demoClock: false,
      journal: { writable: false, reason: 'disk-full' },
      clock: { believed: true },
    });
  });
});

describe('the handshake', () => {
  it('refuses a foreign page before there is a socket', async () => {
    const { origin } = await listen();
    const socket = connect(origin, { station: 'duty-1', origin: 'http://evil.example' });
    const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(error.message).toMatch(/websocket error/);
    expect(socket.connected).toBe(false);
  });

  it('knows no other namespace', async () => {
    const { origin } = await listen();
    const socket = io(`${origin}/admin`, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { origin },
    });
    onTestFinished(() => void socket.close());
    const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(error.message).toBe('Invalid namespace');
  });
});

describe('requests over the socket', () => {
  it('go through the same table as over HTTP, with the same refusals', async () => {
    const service = await listen();
    const socket = connect(service.origin, { station: 'duty-1' });
    await problemOf(socket, 'duty');
    await expect(
      socket.emitWithAck('request', { type: 'notes.write', body: { text: '一' } }),
    ).resolves.toEqual({
      ok: true,
      position: 1,
      answer: { echo: { text: '一' } },
    });
    expect(service.office.taken[0]?.principal).toMatchObject({ kind: 'station', stationId: 'duty-1' });
    const code = async (type: string, body: unknown): Promise<string> => {
      const answer = await socket.emitWithAck('request', { type, body });
      return answer.ok ? 'ok' : answer.problem.code;
    };
    await expect(code('notes.approve', {})).resolves.toBe('ACCESS_NOT_YOURS');
    await expect(code('notes.write', { text: 1 })).resolves.toBe('REQUEST_INVALID');
    await expect(code('notes.nothing', {})).resolves.toBe('REQUEST_UNKNOWN');
    await expect(code('notes.record', {})).resolves.toBe('ACCESS_NOT_YOURS');
  });

  it('a defect is answered without its details', async () => {
    const service = await listen();
    const socket = connect(service.origin, { cookie: sessionCookie(service, 'p-clerk') });
    await problemOf(socket, 'desk');
    const answer = await socket.emitWithAck('request', { type: 'notes.broken', body: {} });
    expect(answer.ok).toBe(false);
    expect(JSON.stringify(answer)).toContain('SERVICE_FAILED');
    expect(JSON.stringify(answer)).not.toContain('secret detail');
  });

  it('too many at once are refused, and the limit recovers', async () => {
    const service = await listen();
    const socket = connect(service.origin, { station: 'duty-1' });
    await problemOf(socket, 'duty');
    const ask = () => socket.emitWithAck('request', { type: 'notes.write', body: { text: '一' } });
    const answers = await Promise.all(Array.from({ length: 40 }, ask));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(29);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      problem: { code: 'REQUEST_TOO_OFTEN', status: 429 },
    });
    service.office.clock.advance(200);
    await expect(ask()).resolves.toMatchObject({ ok: true });
  });

  it('a message longer than 16 kB ends the socket', async () => {
    const service = await listen();
    const socket = connect(service.origin, { station: 'duty-1' });
    await problemOf(socket, 'duty');
    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    socket.emit('request', { type: 'notes.write', body: { text: 'x'.repeat(20_000) } }, () => undefined);
    await expect(closed).resolves.toMatch(/transport/);
    expect(service.office.taken).toHaveLength(0);
  });

  it('anything that is no message is refused, with or without an acknowledgement', async () => {
    const service = await listen();
    const socket: Socket = io(service.origin, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { origin: service.origin },
    });
    onTestFinished(() => void socket.close());
    for (const message of [null, 7, 'x', [], { screen: 'wall' }, { screen: 'duty', position: -1 }]) {
      await expect(socket.emitWithAck('subscribe', message)).resolves.toMatchObject({
        ok: false,
        problem: { code: 'REQUEST_INVALID' },
      });
    }
    socket.emit('subscribe', 1, 2, 3);
    socket.emit('request');
    await expect(socket.emitWithAck('request', { type: '__proto__', body: {} })).resolves.toMatchObject({
      problem: { code: 'REQUEST_UNKNOWN' },
    });
  });
});

describe('what has been taken back', () => {
  it('a revoked session is told and closed, and cannot ask any more', async () => {
    const service = await listen();
    const cookie = sessionCookie(service, 'p-clerk');
    const socket = connect(service.origin, { cookie });
    await problemOf(socket, 'desk');
    const told = next(socket, 'revoked');
    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    service.vault.revokeSessionsOf('p-clerk');
    await expect(told).resolves.toEqual({ reason: 'revoked' });
    await closed;
    await expect(problemOf(connect(service.origin, { cookie }), 'desk')).resolves.toMatchObject({
      code: 'ACCESS_SIGN_IN_NEEDED',
    });
  });

  it('a session that has gone idle is closed within ten heartbeats', async () => {
    const service = await listen();
    const socket = connect(service.origin, { cookie: sessionCookie(service, 'p-clerk') });
    await problemOf(socket, 'desk');
    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    service.office.clock.advance(30 * 60_000 + 10_000);
    await closed;
  });

  it('who leaves on a day to come loses the desk on that day, though no event tells of it', async () => {
    const service = await listen();
    const socket = connect(service.origin, { cookie: sessionCookie(service, 'p-director') });
    await problemOf(socket, 'desk');
    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    // The day has come: the record is as it was, and counts from now.
    service.office.people.set('p-director', person('p-director', ['director'], '2026-11-23'));
    service.office.clock.advance(11_000);
    await closed;
  });

  it('a role withdrawn changes the desk at once, and someone who left loses it', async () => {
    const service = await listen();
    const socket = connect(service.origin, { cookie: sessionCookie(service, 'p-director') });
    const first: Promise<Snapshot> = next(socket, 'snapshot');
    await problemOf(socket, 'desk');
    expect((await first).document['me']).toEqual({ roles: ['director'] });
    const second: Promise<Snapshot> = next(socket, 'snapshot');
    service.office.recordPerson(person('p-director', []));
    expect((await second).document['me']).toEqual({ roles: [] });
    const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
    service.office.recordPerson(person('p-director', [], '2026-11-01'));
    await closed;
  });
});
