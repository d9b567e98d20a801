/**
 * Requests and replies over one wire: one in flight, each with its own timeout (fixed part plus transmit time), repeated
 * only where that is harmless and then with identical bytes. After a timeout the wire is flushed, falls silent and is
 * probed, so that a late reply is never taken for the next one's. Meaning is none of its business: it is given bytes
 * and a test for the reply.
 */
import { BridgeError } from '../bridge-error.ts';
import type { Clock } from '../clock.ts';
import type { Deframed, Deframer, DiscardReason } from '../framing/deframer.ts';
import type { Transport } from '../transports/transport.ts';
import { AwaitedReplies, type AwaitedReply } from './awaited-replies.ts';
import { Connection } from './connection.ts';
import { ATTEMPTS_MAX, PROBES_MAX, QUIET_MS, QUIET_WAIT_MAX_MS, SILENT_TIMEOUTS_MAX } from './limits.ts';
import { RequestQueue } from './request-queue.ts';
import { wireTimeMs } from './wire-time.ts';

export interface LinkRequest<Reply> extends AwaitedReply {
  /** For messages: `GenImg`. */
  readonly name: string;
  /** The whole frame as it goes on the wire. */
  readonly frame: Uint8Array;
  /** Longest reply frame, bytes. */
  readonly replyLengthMax: number;
  /** What the device itself may take to answer, ms; transmit times are added. */
  readonly replyTimeoutMs: number;
  /** Doing it twice does no harm. */
  readonly idempotent: boolean;
  /** Asked immediately before the bytes are handed to the wire; false withdraws the request. */
  readonly mayStillSend?: () => boolean;
  /** The reply that a frame holds, or undefined where it cannot be this request's. */
  readReply(frame: Uint8Array): Reply | undefined;
}

export interface Answer<Reply> {
  readonly reply: Reply;
  /** First byte of the reply, monotonic ms. */
  readonly atMs: number;
  /** How often the request was sent. */
  readonly attempts: number;
}

export interface RequestLinkListener {
  onUp(): void;
  onDown(reason: string): void;
  /** Bytes that no frame could be made of, as they came. */
  onDiscarded(bytes: Uint8Array, reason: DiscardReason): void;
  /** A whole frame that answers nothing that was asked. */
  onStray(frame: Uint8Array): void;
}

export interface RequestLinkOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly deframer: Deframer;
  /** Harmless requests of other kinds than this one, tried in turn to find out what is still to come. */
  readonly probesFor: (request: AwaitedReply) => readonly LinkRequest<unknown>[];
  readonly listener: RequestLinkListener;
}

interface Flight {
  readonly request: AwaitedReply;
  readonly settle: (outcome: { readonly frame: Uint8Array; readonly atMs: number } | BridgeError) => void;
}

export class RequestLink {
  private readonly clock: Clock;
  private readonly deframer: Deframer;
  private readonly probesFor: RequestLinkOptions['probesFor'];
  private readonly listener: RequestLinkListener;
  private readonly connection: Connection;
  private readonly baudRate: number | undefined;
  private readonly awaited = new AwaitedReplies();
  private readonly queue = new RequestQueue();
  private readonly counts = new Map<string, number>();
  private flight: Flight | undefined;
  private lastByteAtMs = Number.NEGATIVE_INFINITY;
  /** Since the last byte; undefined while this opening has not brought any. */
  private silentTimeouts: number | undefined;
  private doubtful = false;
  private cancelExpiry: () => void = () => undefined;

  constructor(options: RequestLinkOptions) {
    this.clock = options.clock;
    this.deframer = options.deframer;
    this.probesFor = options.probesFor;
    this.listener = options.listener;
    this.baudRate = options.transport.baudRate;
    this.connection = new Connection(options.transport, options.clock, {
      onUp: () => this.up(),
      onDown: (reason) => this.down(reason),
      onBytes: (bytes, atMs) => this.receive(bytes, atMs),
    });
  }

  get isUp(): boolean {
    return this.connection.isUp;
  }

  get counters(): Readonly<Record<string, number>> {
    return { ...Object.fromEntries(this.counts), openings: this.connection.openingCount };
  }

  start(): void {
    this.connection.start();
  }

  async stop(): Promise<void> {
    const error = new BridgeError('BRIDGE_NOT_OPEN', `${this.connection.address} is being closed`);
    this.queue.refuseAll(error);
    this.flight?.settle(error);
    this.cancelExpiry();
    await this.connection.stop();
  }

  /** Closes and opens the wire again. */
  restart(): Promise<void> {
    return this.connection.restart();
  }

  /**
   * Sends a request and resolves with its reply. Rejects with BRIDGE_NOT_OPEN, BRIDGE_BUSY or BRIDGE_WITHDRAWN (nothing
   * was sent), BRIDGE_WRITE_FAILED, BRIDGE_REPLY_TIMEOUT or BRIDGE_DISCONNECTED (it may have been carried out).
   */
  request<Reply>(
    request: LinkRequest<Reply>,
    options: { readonly urgent?: boolean } = {},
  ): Promise<Answer<Reply>> {
    return this.queue.enqueue(() => this.perform(request), options.urgent ?? false);
  }

  private async perform<Reply>(request: LinkRequest<Reply>): Promise<Answer<Reply>> {
    await this.settleDoubt(request);
    const attempts = request.idempotent ? ATTEMPTS_MAX : 1;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(request, attempt);
      } catch (error) {
        if (!isTimeout(error) || attempt === attempts) throw error;
        this.count('retries');
        await this.untilQuiet();
      }
    }
  }

  /** Sends once and waits for the reply. */
  private attempt<Reply>(request: LinkRequest<Reply>, attempts = 1): Promise<Answer<Reply>> {
    if (!this.isUp) {
      return Promise.reject(
        new BridgeError('BRIDGE_NOT_OPEN', `${this.connection.address} is not open`, { retryable: true }),
      );
    }
    if (request.mayStillSend?.() === false) {
      return Promise.reject(
        new BridgeError('BRIDGE_WITHDRAWN', `${request.name} was taken back, nothing was sent`),
      );
    }
    return new Promise<Answer<Reply>>((resolve, reject) => {
      const timeoutMs =
        request.replyTimeoutMs + wireTimeMs(request.frame.length + request.replyLengthMax, this.baudRate);
      const cancelTimeout = this.clock.setTimer(timeoutMs, () => this.timedOut(request.name, timeoutMs));
      const flight: Flight = {
        request,
        settle: (outcome) => {
          this.flight = undefined;
          cancelTimeout();
          const reply = outcome instanceof BridgeError ? undefined : request.readReply(outcome.frame);
          if (outcome instanceof BridgeError) reject(outcome);
          else if (reply !== undefined) resolve({ reply, atMs: outcome.atMs, attempts });
        },
      };
      this.flight = flight;
      this.awaited.sent(request, this.clock.monotonicMs());
      this.count('requests');
      this.connection.write(request.frame).catch((error: unknown) => {
        if (this.flight !== flight) return;
        flight.settle(
          error instanceof BridgeError
            ? error
            : new BridgeError('BRIDGE_WRITE_FAILED', String(error), { cause: error }),
        );
      });
    });
  }

  private timedOut(name: string, timeoutMs: number): void {
    this.count('timeouts');
    this.doubtful = true;
    // A good reply may sit behind a false start that still waits for its rest; it is still in time.
    this.take(this.deframer.flush());
    this.flight?.settle(
      new BridgeError('BRIDGE_REPLY_TIMEOUT', `no reply to ${name} within ${Math.round(timeoutMs)} ms`, {
        retryable: true,
        context: { request: name },
      }),
    );
    this.giveUpSilentNetwork();
  }

  /** A wire that was answered on and says nothing any more; one that has never spoken since it was opened is left alone. */
  private giveUpSilentNetwork(): void {
    if (!this.connection.isNetwork || this.silentTimeouts === undefined) return;
    this.silentTimeouts += 1;
    if (this.silentTimeouts < SILENT_TIMEOUTS_MAX) return;
    this.count('silences');
    void this.restart();
  }

  /** Brings the wire to a state in which the next reply of this kind can only be this request's. */
  private async settleDoubt(request: AwaitedReply): Promise<void> {
    if (this.doubtful) await this.untilQuiet();
    const probes = this.probesFor(request);
    let conflicts = this.awaited.conflictsWith(request, this.clock.monotonicMs());
    for (let sent = 0; conflicts > 0; sent += 1) {
      const clear = probes.filter((candidate) => !this.awaited.isMistakable(candidate));
      const probe = clear[sent % clear.length] ?? probes[sent % probes.length];
      if (probe === undefined || sent === PROBES_MAX) throw outOfOrder();
      this.count('probes');
      const failure = await this.attempt(probe).then(
        () => undefined,
        (error: unknown) => error,
      );
      const before = conflicts;
      conflicts = this.awaited.conflictsWith(request, this.clock.monotonicMs());
      if (failure !== undefined && (!isTimeout(failure) || conflicts >= before)) throw failure;
    }
  }

  /** Waits for silence, so that the rest of a reply cut short is not glued to the next. */
  private async untilQuiet(): Promise<void> {
    const limitMs = this.clock.monotonicMs() + QUIET_WAIT_MAX_MS;
    for (;;) {
      const nowMs = this.clock.monotonicMs();
      const quietAtMs = Math.min(this.lastByteAtMs + QUIET_MS, limitMs);
      if (nowMs >= quietAtMs) break;
      await new Promise<void>((resolve) => {
        this.clock.setTimer(quietAtMs - nowMs, resolve);
      });
    }
    this.doubtful = false;
    this.take(this.deframer.flush());
  }

  private receive(bytes: Uint8Array, atMs: number): void {
    this.lastByteAtMs = atMs;
    this.silentTimeouts = 0;
    this.take(this.deframer.push(bytes, atMs));
    this.cancelExpiry();
    const { expiresAtMs } = this.deframer;
    if (expiresAtMs === undefined) return;
    this.cancelExpiry = this.clock.setTimer(expiresAtMs - this.clock.monotonicMs() + 1, () =>
      this.take(this.deframer.expire(this.clock.monotonicMs())),
    );
  }

  private take(found: readonly Deframed[]): void {
    for (const item of found) {
      if (item.kind === 'discarded') {
        this.count(`discarded-${item.reason}`, item.bytes.length);
        this.listener.onDiscarded(item.bytes, item.reason);
        continue;
      }
      const answered = this.awaited.answeredBy(item.bytes);
      if (answered === undefined) {
        this.count('stray-frames');
        this.listener.onStray(item.bytes);
      } else if (this.flight?.request === answered) {
        this.flight.settle({ frame: item.bytes, atMs: item.atMs });
      } else {
        this.count('late-replies');
      }
    }
  }

  private up(): void {
    // Behind a network the device did not notice, and what it still says comes over the new connection.
    if (!this.connection.isNetwork) this.awaited.forget();
    this.doubtful = false;
    this.silentTimeouts = undefined;
    this.deframer.flush();
    this.listener.onUp();
  }

  private down(reason: string): void {
    this.cancelExpiry();
    this.take(this.deframer.flush());
    const error = new BridgeError('BRIDGE_DISCONNECTED', `the wire was lost: ${reason}`, { retryable: true });
    this.flight?.settle(error);
    this.queue.refuseAll(error);
    this.listener.onDown(reason);
  }

  private count(name: string, by = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof BridgeError && error.code === 'BRIDGE_REPLY_TIMEOUT';
}

function outOfOrder(): BridgeError {
  return new BridgeError('BRIDGE_REPLY_TIMEOUT', 'the device does not answer in order', { retryable: true });
}
