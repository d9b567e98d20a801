/** The table of `test/server/access/access-table.ts` over the socket: every screen and request tried by every caller. */
import { io, type Socket } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ClientToServer, ScreenName, ServerToClient } from '../../server/contract/socket.ts';
import { startLive } from '../../server/live/live.ts';
import { ACCESS_TABLE } from '../server/access/access-table.ts';
import { everyCaller, type Caller } from '../server/access/callers.ts';
import { startRealService, type RealService } from '../server/real-office.ts';

const SCREENS: readonly ScreenName[] = ['entrance', 'duty', 'cabinet', 'desk'];
const DOOR = ['ACCESS_SIGN_IN_NEEDED', 'ACCESS_NOT_YOURS'];
type Client = Socket<ServerToClient, ClientToServer>;

interface Listening extends RealService {
  readonly origin: string;
}

async function listen(): Promise<Listening> {
  const origins = new Set<string>();
  const service = await startRealService(origins);
  const { app, parts, machineClock } = service;
  const live = startLive(parts, {
    server: app.server,
    parseCookie: (header) => app.parseCookie(header),
    officeClock: machineClock,
    demoClock: false,
    log: () => undefined,
  });
  onTestFinished(() => live.stop());
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  origins.add(origin);
  return { ...service, origin };
}

/** A token is shown as at HTTP; a station by the handshake's query; a forwarded call is never local. */
function connect(origin: string, caller: Caller): Client {
  const { 'x-dianmao-station': _station, ...headers } = caller.headers;
  const socket: Client = io(origin, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    query: caller.station === undefined ? {} : { station: caller.station },
    extraHeaders: {
      origin,
      ...headers,
      ...(caller.remoteAddress === '127.0.0.1' ? {} : { 'x-forwarded-for': caller.remoteAddress }),
    },
  });
  onTestFinished(() => void socket.close());
  return socket;
}

function screenOf(caller: Caller): ScreenName {
  return SCREENS.find((screen) => caller.name === `station:${screen}`) ?? 'desk';
}

describe('access over the socket', () => {
  it('every screen is shown to whom it belongs, and to nobody else', async () => {
    const service = await listen();
    const shown: string[] = [];
    for (const caller of everyCaller(service)) {
      const socket = connect(service.origin, caller);
      for (const screen of SCREENS) {
        const answer = await socket.emitWithAck('subscribe', { screen });
        if (answer.ok) shown.push(`${screen} to ${caller.name}`);
        else expect(DOOR).toContain(answer.problem.code);
      }
      socket.close();
    }
    const persons = everyCaller(service).filter(({ headers }) => 'cookie' in headers);
    expect(shown.toSorted()).toEqual(
      [
        ...persons.map(({ name }) => `desk to ${name}`),
        'entrance to station:entrance',
        'duty to station:duty',
        'cabinet to station:cabinet',
        // A page on the machine itself is the first station of the screen it shows.
        'entrance to local',
        'duty to local',
        'cabinet to local',
      ].toSorted(),
    );
  });

  it('every request is taken from whom the table says, and from nobody else', async () => {
    const service = await listen();
    const types = service.parts.table.requests.map(({ type }) => type);
    const breaches: string[] = [];
    for (const caller of everyCaller(service)) {
      const socket = connect(service.origin, caller);
      await socket.emitWithAck('subscribe', { screen: screenOf(caller) });
      for (const type of types) {
        service.machineClock.advance(100);
        const answer = await socket.emitWithAck('request', { type, body: {} });
        const passed = answer.ok || !DOOR.includes(answer.problem.code);
        if (!answer.ok && answer.problem.status >= 500)
          breaches.push(`${type}: ${caller.name} meets a defect`);
        if (passed !== (ACCESS_TABLE[`POST /api/requests/${type}`] ?? []).includes(caller.name)) {
          breaches.push(`${type}: ${caller.name} ${passed ? 'gets in' : 'is kept out'}`);
        }
      }
      socket.close();
    }
    expect(breaches).toEqual([]);
  });
});
