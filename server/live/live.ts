/**
 * The live side: socket.io over WebSocket alone, on the server that HTTP listens on. Refuses foreign pages at the
 * handshake, beats once a second, hands commits to the streams and closes what is revoked. The protocol is described
 * in docs/live-protocol.md.
 */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Clock } from '../../firmware-bridge/clock.ts';
import type { Shown } from '../access/gate.ts';
import { problemOf } from '../access/problem.ts';
import type { ClientToServer, Problem, ServerToClient } from '../contract/socket.ts';
import { cookiesFor, shownBy, type CookieParser } from '../http/caller.ts';
import { newReference } from '../http/answers.ts';
import { buildOfScreens } from '../http/screen-routes.ts';
import type { ServiceParts } from '../http/parts.ts';
import { Connection, type Beat } from './connection.ts';
import { SocketLimits } from './socket-limits.ts';
import { Streams } from './streams.ts';

const HEARTBEAT_MS = 1000;
/** What was shown at the handshake is looked at again this often, in heartbeats. */
const STANDING_EVERY_BEATS = 10;
/** A dead peer is noticed within ten seconds (defaults would take 45). */
const PING_MS = 5000;
const MESSAGE_LENGTH_MAX = 16 * 1024;

export interface LiveOptions {
  readonly server: HttpServer;
  readonly parseCookie: CookieParser;
  readonly officeClock: Clock;
  readonly demoClock: boolean;
  readonly log: (reference: string, error: unknown) => void;
}

export interface Live {
  /** Live sockets now. */
  count(): number;
  /** Reads every screen again; for what changes without a commit. */
  refresh(): void;
  stop(): Promise<void>;
}

export function startLive(parts: ServiceParts, options: LiveOptions): Live {
  const { office, wallClock, vault } = parts;
  const cookies = cookiesFor(parts.secure);
  const streams = new Streams(office, wallClock);
  const connections = new Set<Connection>();
  const limits = new SocketLimits();
  // Of the files that were there at the start: an update replaces them before it starts the service anew.
  const build = buildOfScreens(parts.screensDirectory);
  const problemFor = (error: unknown): Problem => problemOf(error, options.log, newReference);

  const io = new Server<ClientToServer, ServerToClient>(options.server, {
    transports: ['websocket'],
    serveClient: false,
    pingInterval: PING_MS,
    pingTimeout: PING_MS,
    connectTimeout: PING_MS,
    maxHttpBufferSize: MESSAGE_LENGTH_MAX,
    perMessageDeflate: false,
    connectionStateRecovery: { maxDisconnectionDuration: 0, skipMiddlewares: false },
    allowRequest: (request, decide) =>
      decide(null, isOwnPage(request, parts.origins()) && limits.allows(request.socket.remoteAddress ?? '')),
  });

  // Counted from the transport on: one that never opens the namespace takes a place too.
  io.engine.on(
    'connection',
    (transport: { remoteAddress: string; once: (event: 'close', end: () => void) => void }) =>
      transport.once('close', limits.add(transport.remoteAddress)),
  );

  const now = (): Beat => ({
    position: office.position(),
    officeEpochMs: options.officeClock.epochMs(),
    demoClock: options.demoClock,
    build,
    journal: office.journalHealth(),
    clock: office.clockHealth(),
  });

  io.on('connection', (socket) => {
    const shown = shownAtHandshake(
      socket.handshake.headers,
      socket.conn.remoteAddress,
      socket.handshake.query['station'],
    );
    const connection = new Connection(socket, shown, {
      gate: parts.gate,
      table: parts.table,
      streams,
      clock: wallClock,
      now,
      problemFor,
    });
    connections.add(connection);
    socket.on('disconnect', () => connections.delete(connection));
  });
  const shownAtHandshake = (
    headers: IncomingMessage['headers'],
    remoteAddress: string,
    station: unknown,
  ): Shown =>
    shownBy(
      {
        headers,
        remoteAddress,
        station: typeof station === 'string' && station !== '' ? station : undefined,
      },
      cookies,
      options.parseCookie,
    );

  const beat = (beats: number): void => {
    const message = now();
    for (const connection of connections) {
      connection.heartbeat(message);
      if (beats % STANDING_EVERY_BEATS === 0) connection.checkStanding();
    }
    cancelBeat = wallClock.setTimer(HEARTBEAT_MS, () => beat(beats + 1));
  };
  let cancelBeat = wallClock.setTimer(HEARTBEAT_MS, () => beat(1));

  const stopNotices = office.onNotice((stationId, notice) => {
    const message = { ...notice, atMs: options.officeClock.epochMs() };
    for (const connection of connections) if (connection.stationId === stationId) connection.notice(message);
  });
  const stopRevoked = vault.onRevoked((ids) => {
    for (const connection of connections) {
      if (ids.some((id) => connection.holds(id))) connection.revoke('revoked');
      else connection.checkStanding();
    }
  });
  const stopPeople = office.onCommitted((events) => {
    if (!events.some(({ type }) => type === 'people.person-recorded')) return;
    for (const connection of connections) connection.reconsider();
  });

  return {
    count: () => connections.size,
    refresh: () => streams.refreshAll(),
    stop: async () => {
      cancelBeat();
      stopNotices();
      stopRevoked();
      stopPeople();
      streams.stop();
      await io.close();
    },
  };
}

/** A page that was not served from here does not even get a socket. Programs without an `Origin` are not pages. */
function isOwnPage(request: IncomingMessage, origins: ReadonlySet<string>): boolean {
  const { origin, host } = request.headers;
  const scheme = 'encrypted' in request.socket ? 'https' : 'http';
  return origins.has(`${scheme}://${host ?? ''}`) && (origin === undefined || origins.has(origin));
}
