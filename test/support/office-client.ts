/** A person at the desk over HTTP, and a screen over the live protocol, for tests against the whole service. */
import { io, type Socket } from 'socket.io-client';
import type {
  ClientToServer,
  Delta,
  Heartbeat,
  Notice,
  RequestAnswer,
  ScreenDocument,
  ScreenName,
  ServerToClient,
  Snapshot,
} from '../../server/contract/socket.ts';
import { until } from './until.ts';

export interface DeskClient {
  readonly cookie: string;
  get(path: string): Promise<{ status: number; body: unknown }>;
  send(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** Sends a request of the table; throws with the problem when refused. */
  request(type: string, body: unknown): Promise<unknown>;
  view(name: string, query?: Readonly<Record<string, string>>): Promise<unknown>;
}

export function deskClient(origin: string, cookie = ''): DeskClient {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown; cookie: string }> => {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: {
        'x-dianmao': '1',
        origin,
        cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const set = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    return { status: answer.status, body: text === '' ? undefined : parse(text), cookie: set.join('; ') };
  };
  return {
    cookie,
    get: (path) => call('GET', path),
    send: (method, path, body) => call(method, path, body),
    request: async (type, body) => {
      const answer = await call('POST', `/api/requests/${type}`, body);
      if (answer.status >= 300)
        throw new Error(`${type} refused: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    view: async (name, query = {}) => {
      const answer = await call('GET', `/api/views/${name}?${new URLSearchParams(query).toString()}`);
      if (answer.status >= 300)
        throw new Error(`${name} refused: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
}

/** Signs in and returns a client that carries the session. */
export async function signIn(origin: string, username: string, password: string): Promise<DeskClient> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dianmao': '1', origin },
    body: JSON.stringify({ username, password }),
  });
  if (!answer.ok) throw new Error(`sign-in of ${username} refused: ${answer.status} ${await answer.text()}`);
  return deskClient(
    origin,
    answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0] ?? '')
      .join('; '),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export interface LiveScreen {
  readonly document: ScreenDocument;
  readonly position: number;
  readonly notices: readonly Notice[];
  readonly heartbeats: number;
  readonly lastHeartbeat: Heartbeat | undefined;
  /** Gaps seen: deltas whose `after` was not our position. Must stay 0 on a healthy line. */
  readonly gaps: number;
  onDelta(listener: (delta: Delta) => void): void;
  request(type: string, body: unknown): Promise<RequestAnswer>;
  /** Waits until one key's value satisfies the check. */
  waitFor(key: string, check: (value: never) => boolean, limitMs?: number): Promise<void>;
  close(): void;
}

export async function openScreen(
  origin: string,
  screen: ScreenName,
  options: { readonly station?: string; readonly cookie?: string } = {},
): Promise<LiveScreen> {
  const socket: Socket<ServerToClient, ClientToServer> = io(origin, {
    transports: ['websocket'],
    reconnection: false,
    query: options.station === undefined ? {} : { station: options.station },
    extraHeaders: { origin, ...(options.cookie === undefined ? {} : { cookie: options.cookie }) },
  });
  const state = {
    document: {} as Record<string, unknown>,
    position: -1,
    notices: [] as Notice[],
    heartbeats: 0,
    lastHeartbeat: undefined as Heartbeat | undefined,
    gaps: 0,
  };
  const listeners: ((delta: Delta) => void)[] = [];
  socket.on('snapshot', (snapshot: Snapshot) => {
    state.document = { ...snapshot.document };
    state.position = snapshot.position;
  });
  socket.on('delta', (delta: Delta) => {
    if (delta.after !== state.position) state.gaps += 1;
    Object.assign(state.document, delta.set);
    for (const key of delta.remove) delete state.document[key];
    state.position = delta.position;
    listeners.forEach((listener) => listener(delta));
  });
  socket.on('notice', (notice: Notice) => state.notices.push(notice));
  socket.on('heartbeat', (heartbeat: Heartbeat) => {
    state.heartbeats += 1;
    state.lastHeartbeat = heartbeat;
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', (error) => reject(error));
  });
  const subscribed = await socket.emitWithAck('subscribe', { screen });
  if (!subscribed.ok) throw new Error(`subscription refused: ${JSON.stringify(subscribed.problem)}`);
  await until(`${screen} has its snapshot`, () => state.position >= 0);
  return {
    get document() {
      return state.document;
    },
    get position() {
      return state.position;
    },
    get notices() {
      return state.notices;
    },
    get heartbeats() {
      return state.heartbeats;
    },
    get lastHeartbeat() {
      return state.lastHeartbeat;
    },
    get gaps() {
      return state.gaps;
    },
    onDelta: (listener) => void listeners.push(listener),
    request: (type, body) => socket.emitWithAck('request', { type, body }),
    waitFor: async (key, check, limitMs) => {
      try {
        await until(`${screen} shows ${key}`, () => check(state.document[key] as never), limitMs);
      } catch (error) {
        throw new Error(`${String(error)}; it shows ${JSON.stringify(state.document[key])}`);
      }
    },
    close: () => void socket.close(),
  };
}

/** One text field of an answer `{position, answer}`. */
export function fieldOf(answer: unknown, field: string): string {
  const inner: unknown =
    typeof answer === 'object' && answer !== null && 'answer' in answer ? answer.answer : answer;
  const fields = new Map<string, unknown>(
    typeof inner === 'object' && inner !== null ? Object.entries(inner) : [],
  );
  const value = fields.get(field);
  if (typeof value !== 'string') throw new Error(`no ${field} in ${JSON.stringify(answer)}`);
  return value;
}
