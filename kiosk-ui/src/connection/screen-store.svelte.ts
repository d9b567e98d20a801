/**
 * One screen's live stream: subscribes, applies snapshots and deltas, asks again after a gap, and stops vouching for
 * what it shows when heartbeats stay away. Components read it through `ScreenPort` and never see the socket.
 */
import type {
  Heartbeat,
  Notice,
  Problem,
  RequestAnswer,
  ScreenName,
} from '../../../server/contract/socket.ts';
import type { OfficeClock } from './clock.svelte.ts';
import { Link, type LiveSocket } from './link.ts';
import { noLinkProblem, outcomeUnknownProblem } from './problem.ts';
import type { ScreenPhase, ScreenPort } from './screen-port.ts';
import { isRecord, isText, type Guard } from './shape.ts';
import { keepPage } from './shell.ts';
import { EMPTY_STREAM, isBehind, takeDelta, takeSnapshot, type StreamState } from './stream.ts';

/** Without a heartbeat for this long the figures come down: within 3 s, the next look and a frame included. */
const STALE_AFTER_MS = 2700;
/** Open, but silent for so long: the network swallows what is sent. The browser itself would take minutes to notice. */
const DEAD_AFTER_MS = 5000;
/** A controller that gets its power back starts its screens before its service; after that it is a fault. */
const FIRST_LOADING_MAX_MS = 15_000;
const WATCH_EVERY_MS = 250;
const NOTICE_SHOWN_MS = 3500;
const REQUEST_LIMIT_MS = 10_000;
/** A heartbeat may name a push that is still on its way; only the second in a row is a gap. */
const BEHIND_BEATS = 2;

export class ScreenStore implements ScreenPort {
  readonly #screen: ScreenName;
  readonly #clock: OfficeClock;
  readonly #link: Link;
  readonly #socket: LiveSocket;
  #stream = $state.raw<StreamState>(EMPTY_STREAM);
  #phase = $state.raw<ScreenPhase>('loading');
  #staleSinceMs = $state.raw<number | undefined>();
  #problem = $state.raw<Problem | undefined>();
  #heartbeat = $state.raw<Heartbeat | undefined>();
  #ageMs = $state.raw<number | undefined>();
  #notice = $state.raw<Notice | undefined>();
  #lastSignOfLifeMs: number;
  #lastHeardMs: number;
  #lastPushMs: number;
  #beatsBehind = 0;
  /** The stream shown is of this connection: until its first snapshot, beats say nothing of what is shown. */
  #confirmed = false;
  #dropNotice: (() => void) | undefined;
  readonly #stopWatch: () => void;

  constructor(screen: ScreenName, stationId: string | undefined, clock: OfficeClock) {
    this.#screen = screen;
    this.#clock = clock;
    this.#lastSignOfLifeMs = clock.monotonicMs();
    this.#lastHeardMs = clock.monotonicMs();
    this.#lastPushMs = clock.monotonicMs();
    this.#link = new Link(stationId, clock);
    this.#socket = this.#link.socket;
    this.#socket.on('connect', () => void this.#subscribe());
    this.#socket.onAny(() => (this.#lastHeardMs = clock.monotonicMs()));
    this.#socket.on('disconnect', () => (this.#confirmed = false));
    this.#socket.on('connect_error', (error) => this.#onRefused(error));
    this.#socket.on('snapshot', (snapshot) => this.#show(takeSnapshot(snapshot)));
    this.#socket.on('delta', (delta) => {
      const outcome = takeDelta(this.#stream, delta);
      if (outcome.kind === 'applied') this.#show(outcome.state);
      if (outcome.kind === 'gap') void this.#subscribe();
    });
    this.#socket.on('heartbeat', (beat) => this.#onHeartbeat(beat));
    this.#socket.on('notice', (notice) => this.#onNotice(notice));
    this.#socket.on('revoked', () => void this.#subscribe());
    this.#stopWatch = clock.every(WATCH_EVERY_MS, () => this.#watch());
    this.#link.open();
  }

  get phase(): ScreenPhase {
    return this.#phase;
  }
  get staleSinceMs(): number | undefined {
    return this.#staleSinceMs;
  }
  get problem(): Problem | undefined {
    return this.#problem;
  }
  get heartbeat(): Heartbeat | undefined {
    return this.#heartbeat;
  }
  get ageMs(): number | undefined {
    return this.#ageMs;
  }
  get notice(): Notice | undefined {
    return this.#notice;
  }

  /** Since anything on this screen last changed. */
  get unchangedForMs(): number {
    return this.#clock.monotonicMs() - this.#lastPushMs;
  }

  value<T>(key: string, guard: Guard<T>): T | undefined {
    const value = this.#stream.document[key];
    if (value === undefined) return undefined;
    return readOrReport(key, value, guard);
  }

  all<T>(prefix: string, guard: Guard<T>): readonly T[] {
    return Object.keys(this.#stream.document)
      .filter((key) => key.startsWith(prefix))
      .toSorted()
      .flatMap((key) => {
        const value = readOrReport(key, this.#stream.document[key], guard);
        return value === undefined ? [] : [value];
      });
  }

  async request(type: string, body: unknown): Promise<RequestAnswer> {
    // Kept back it would be sent later, when nobody stands there any more.
    if (!this.#socket.connected) return { ok: false, problem: noLinkProblem() };
    try {
      return await this.#socket.timeout(REQUEST_LIMIT_MS).emitWithAck('request', { type, body });
    } catch {
      return { ok: false, problem: outcomeUnknownProblem() };
    }
  }

  again(): void {
    this.#link.again();
  }

  close(): void {
    this.#stopWatch();
    this.#dropNotice?.();
    this.#link.close();
  }

  async #subscribe(): Promise<void> {
    this.#lastHeardMs = this.#clock.monotonicMs();
    try {
      const result = await this.#socket
        .timeout(REQUEST_LIMIT_MS)
        .emitWithAck('subscribe', { screen: this.#screen });
      if (result.ok) return;
      this.#refuse(result.problem);
    } catch {
      // The line broke while asking, and is opened again by itself; one that still stands has swallowed the question.
      if (this.#socket.connected) this.#link.again();
    }
  }

  #onRefused(error: Error): void {
    // The middleware's refusal carries its problem in `data`; a dead line carries none and is only waited out.
    const data: unknown = 'data' in error ? error.data : undefined;
    if (!isRecord(data) || !isText(data['code']) || !isText(data['title'])) return;
    this.#refuse({ code: data['code'], status: 403, title: data['title'] });
  }

  #refuse(problem: Problem): void {
    this.#problem = problem;
    this.#phase = 'refused';
    this.#stream = EMPTY_STREAM;
  }

  #show(state: StreamState): void {
    // Not before: the first picture must not wait for what is fetched then.
    if (this.#stream.position === undefined) void keepPage();
    this.#stream = state;
    this.#confirmed = true;
    this.#lastPushMs = this.#clock.monotonicMs();
    this.#problem = undefined;
    this.#signOfLife();
  }

  #onHeartbeat(beat: Heartbeat): void {
    this.#clock.takeHeartbeat(beat);
    this.#heartbeat = beat;
    this.#beatsBehind = isBehind(this.#stream, beat.streamPosition) ? this.#beatsBehind + 1 : 0;
    if (this.#beatsBehind >= BEHIND_BEATS) {
      this.#beatsBehind = 0;
      void this.#subscribe();
    }
    this.#signOfLife();
  }

  #signOfLife(): void {
    if (!this.#confirmed && this.#stream.position !== undefined) return;
    this.#lastSignOfLifeMs = this.#clock.monotonicMs();
    this.#ageMs = 0;
    if (this.#phase === 'refused' && this.#problem !== undefined) return;
    if (this.#stream.position === undefined) return;
    this.#phase = 'live';
    this.#staleSinceMs = undefined;
  }

  #watch(): void {
    const ageMs = this.#clock.monotonicMs() - this.#lastSignOfLifeMs;
    this.#ageMs = this.#heartbeat === undefined ? undefined : ageMs;
    const silentMs = this.#clock.monotonicMs() - this.#lastHeardMs;
    if (silentMs > DEAD_AFTER_MS && this.#socket.connected) this.#link.again();
    if (ageMs <= STALE_AFTER_MS || this.#phase === 'stale') return;
    if (this.#phase === 'loading' && ageMs <= FIRST_LOADING_MAX_MS) return;
    if (this.#phase === 'refused' && this.#socket.connected) return;
    this.#phase = 'stale';
    this.#staleSinceMs = this.#clock.known ? this.#clock.nowMs - Math.floor(ageMs / 1000) * 1000 : undefined;
  }

  #onNotice(notice: Notice): void {
    this.#dropNotice?.();
    this.#notice = notice;
    this.#dropNotice = this.#clock.after(NOTICE_SHOWN_MS, () => (this.#notice = undefined));
  }
}

/** A value that does not fit the contract is left out, and said so where an engineer looks. */
function readOrReport<T>(key: string, value: unknown, guard: Guard<T>): T | undefined {
  if (guard(value)) return value;
  console.warn(`screen value "${key}" is not of the contract's shape`, value);
  return undefined;
}
