/**
 * One socket: what it shows, what it may ask, and what it is sent. Who it is is asked again for every message. A
 * socket that does not drain gets no deltas but one snapshot once it does, and is closed if it never does.
 */
import type { Socket } from 'socket.io';
import { Type, type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { Clock } from '../../firmware-bridge/clock.ts';
import type { Gate, Shown } from '../access/gate.ts';
import { mistakesOf } from '../access/mistakes.ts';
import { isGranted, type Principal } from '../access/principal.ts';
import { InvalidRequest, refusalFor } from '../access/refusals.ts';
import type { RequestTable } from '../access/request-table.ts';
import { TokenBucket } from '../access/token-bucket.ts';
import type {
  ClientToServer,
  Delta,
  Heartbeat,
  Notice,
  Problem,
  RequestAnswer,
  ScreenName,
  ServerToClient,
} from '../contract/socket.ts';
import { RuleViolation } from '../errors.ts';
import { SCREEN_ACCESS } from './screen-access.ts';
import type { ScreenStream, StreamListener } from './screen-stream.ts';
import type { Streams } from './streams.ts';

export type LiveSocket = Socket<ClientToServer, ServerToClient>;

const STRICT = { additionalProperties: false };
const SubscribeMessage = Type.Object(
  {
    screen: Type.Enum(['entrance', 'duty', 'cabinet', 'desk']),
    position: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  STRICT,
);
const AskMessage = Type.Object(
  { type: Type.String({ minLength: 1, maxLength: 80 }), body: Type.Unknown() },
  STRICT,
);

/** Messages of one socket: a person types and touches; more is a defect or an attack. */
const MESSAGES_AT_ONCE = 30;
const MESSAGES_PER_SECOND = 10;
/** Packets waiting in the socket; a healthy one has none or one. */
const PACKETS_WAITING_MAX = 32;
/** A socket that has not drained for this long shows nothing true any more. */
const LAGGING_MAX_MS = 10_000;

/** What a heartbeat says to every socket alike. */
export type Beat = Omit<Heartbeat, 'streamPosition'>;

export interface ConnectionParts {
  readonly gate: Gate;
  readonly table: RequestTable;
  readonly streams: Streams;
  readonly clock: Clock;
  readonly now: () => Beat;
  readonly problemFor: (error: unknown) => Problem;
}

export class Connection implements StreamListener {
  readonly #socket: LiveSocket;
  readonly #parts: ConnectionParts;
  readonly #shown: Shown;
  readonly #bucket: TokenBucket;
  #showing:
    { readonly stream: ScreenStream; readonly screen: ScreenName; readonly principal: Principal } | undefined;
  #laggingSinceMs: number | undefined;
  /** Packets made since the transport last took any. */
  #waiting = 0;

  constructor(socket: LiveSocket, shown: Shown, parts: ConnectionParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#shown = shown;
    this.#bucket = new TokenBucket(parts.clock, MESSAGES_AT_ONCE, MESSAGES_PER_SECOND);
    socket.on('subscribe', (message, answer) => this.#onSubscribe(message, answer));
    socket.on('request', (message, answer) => void this.#onRequest(message, answer));
    socket.on('disconnect', () => this.#leave());
    socket.conn.on('packetCreate', () => (this.#waiting += 1));
    socket.conn.on('drain', () => this.#onDrain());
  }

  /** The station this socket shows, for its notices. */
  get stationId(): string | undefined {
    const principal = this.#showing?.principal;
    return principal?.kind === 'station' ? principal.stationId : undefined;
  }

  get streamPosition(): number {
    return this.#showing?.stream.position ?? 0;
  }

  delta(delta: Delta): void {
    if (this.#laggingSinceMs !== undefined) return;
    if (this.#waiting > PACKETS_WAITING_MAX) this.#laggingSinceMs = this.#parts.clock.monotonicMs();
    else this.#socket.emit('delta', delta);
  }

  notice(notice: Notice): void {
    this.#socket.volatile.emit('notice', notice);
  }

  heartbeat(beat: Beat): void {
    const nowMs = this.#parts.clock.monotonicMs();
    // With what waits for it: a peer that answers pings and reads nothing would never be closed otherwise.
    if (this.#laggingSinceMs !== undefined && nowMs - this.#laggingSinceMs > LAGGING_MAX_MS)
      return void this.#socket.conn.close(true);
    this.#socket.volatile.emit('heartbeat', { ...beat, streamPosition: this.streamPosition });
  }

  /** Closes the socket where what was shown at the handshake does not stand any more, or grants another screen now. */
  checkStanding(): void {
    const showing = this.#showing;
    if (showing === undefined) return;
    if (!this.#parts.gate.stillStands(this.#shownFor(showing.screen))) this.revoke('ended');
  }

  /** What this socket came in with has been taken back. */
  revoke(reason: string): void {
    this.#leave();
    this.#socket.emit('revoked', { reason });
    // The transport is closed rather than the socket: a screen then reconnects by itself and asks to sign in or pair.
    this.#socket.conn.close();
  }

  /** Roles may have changed: shows what the person may see now. */
  reconsider(): void {
    const showing = this.#showing;
    if (showing === undefined || showing.principal.kind !== 'person') return;
    const principal = this.#parts.gate.principalOf(this.#shownFor(showing.screen));
    if (!isGranted(principal, SCREEN_ACCESS[showing.screen])) return this.revoke('ended');
    if (this.#parts.streams.streamFor(showing.screen, principal) === showing.stream) return;
    this.#show(showing.screen, principal, undefined);
  }

  holds(id: string): boolean {
    const principal = this.#showing?.principal;
    return principal?.kind === 'person' && principal.sessionId === id;
  }

  #onSubscribe(message: unknown, answer: unknown): void {
    const reply = answerer<{ ok: true } | { ok: false; problem: Problem }>(answer);
    try {
      this.#takeMessage();
      const { screen, position } = checked(SubscribeMessage, message);
      const principal = this.#parts.gate.principalOf(this.#shownFor(screen));
      if (!isGranted(principal, SCREEN_ACCESS[screen])) throw refusalFor(principal, SCREEN_ACCESS[screen]);
      this.#show(screen, principal, position);
      reply({ ok: true });
    } catch (error) {
      reply({ ok: false, problem: this.#parts.problemFor(error) });
    }
  }

  async #onRequest(message: unknown, answer: unknown): Promise<void> {
    const reply = answerer<RequestAnswer>(answer);
    try {
      this.#takeMessage();
      const { type, body } = checked(AskMessage, message);
      const principal = this.#parts.gate.principalOf(this.#shownFor(this.#showing?.screen ?? 'desk'));
      const { position, answer: given } = await this.#parts.table.submit(principal, type, body);
      reply({ ok: true, position, answer: given });
    } catch (error) {
      reply({ ok: false, problem: this.#parts.problemFor(error) });
    }
  }

  #show(screen: ScreenName, principal: Principal, held: number | undefined): void {
    this.#leave();
    const stream = this.#parts.streams.streamFor(screen, principal);
    const missed = stream.join(this, held);
    this.#showing = { stream, screen, principal };
    this.#laggingSinceMs = undefined;
    if (missed === undefined) this.#socket.emit('snapshot', stream.snapshot());
    else for (const delta of missed) this.#socket.emit('delta', delta);
    // The screen's clock and its watermark stand from the first picture on, not from the next beat.
    this.#socket.emit('heartbeat', { ...this.#parts.now(), streamPosition: this.streamPosition });
  }

  #leave(): void {
    const showing = this.#showing;
    if (showing === undefined) return;
    this.#showing = undefined;
    showing.stream.leave(this);
    this.#parts.streams.left(showing.screen, showing.principal);
  }

  /** Whatever was skipped is made good by one snapshot. */
  #onDrain(): void {
    this.#waiting = 0;
    if (this.#laggingSinceMs === undefined || this.#showing === undefined) return;
    this.#laggingSinceMs = undefined;
    this.#socket.emit('snapshot', this.#showing.stream.snapshot());
  }

  #takeMessage(): void {
    if (this.#bucket.take()) return;
    throw new RuleViolation('REQUEST_TOO_OFTEN', '未办理：操作过于频繁。请稍候再试。');
  }

  /** At a station's screen the caller speaks for the station: the one named, or the first of the screen's kind. */
  #shownFor(screen: ScreenName): Shown {
    return { ...this.#shown, station: screen === 'desk' ? undefined : (this.#shown.station ?? screen) };
  }
}

function checked<Schema extends TSchema>(schema: Schema, message: unknown): Static<Schema> {
  if (Value.Check(schema, message)) return message;
  throw new InvalidRequest(mistakesOf(schema, message));
}

/** A peer may send anything where its acknowledgement should be. */
function answerer<Answer>(answer: unknown): (value: Answer) => void {
  return typeof answer === 'function' ? (value) => void answer(value) : () => undefined;
}
