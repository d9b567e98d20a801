/**
 * One telephone line: what its ring and hook contacts mean. Fed with readings in order; answers with facts. Knows no
 * clock and no device: everything is concluded from readings, never from their absence, so that a line that is not
 * looked at rings nobody, answers nothing and abandons nothing. ZB-1 is judged elsewhere; this only counts.
 */
import type { Stamp } from '../../firmware-bridge/index.ts';
import type { LineBlind } from '../device-event.ts';
import { Debounce, type SettledLevel } from '../io-board/debounce.ts';
import type { CadenceSettings } from './cadence.ts';
import {
  BURST_LEAD_MAX_MS,
  CADENCE_TOLERANCE,
  HANG_UP_SETTLE_MS,
  LIFT_SETTLE_MS,
  RING_STUCK_BURSTS,
  RING_STUCK_MIN_MS,
} from './limits.ts';
import type { LineFact, LineReading } from './line-fact.ts';
import { ringNumber, type RingingCall } from './ringing-call.ts';
import { RingCounter, type RingSignal } from './ring-counter.ts';

type LineState =
  | { readonly name: 'unknown'; readonly since: Stamp }
  | { readonly name: 'blind'; readonly since: Stamp }
  | { readonly name: 'idle' }
  | { readonly name: 'ringing'; readonly call: RingingCall }
  | { readonly name: 'in-call'; readonly callId: string; readonly since: Stamp }
  | { readonly name: 'off-hook'; readonly since: Stamp };

export type LineStateName = LineState['name'];

export class LineMachine {
  private readonly newCallId: () => string;
  private cadence: CadenceSettings;
  private nextCadence: CadenceSettings | undefined;
  private state: LineState;
  private counter: RingCounter;
  private hook: Debounce;
  private ringLevel = false;
  private lastOnAt: Stamp;
  private lastReadAt: Stamp | undefined;
  /** How long before it was seen the newest burst may have begun, ms. */
  private riseDoubtMs = 0;
  /** Since when a ring could not have passed unseen, monotonic ms. */
  private watchedSinceMs = 0;
  private stuckContact = false;

  constructor(cadence: CadenceSettings, start: Stamp, newCallId: () => string) {
    this.cadence = cadence;
    this.newCallId = newCallId;
    this.state = { name: 'unknown', since: start };
    this.lastOnAt = start;
    this.counter = new RingCounter(cadence);
    this.hook = newHook(cadence);
  }

  get stateName(): LineStateName {
    return this.state.name;
  }

  /** The ring contact has been closed for longer than any bell rings. */
  get stuck(): boolean {
    return this.stuckContact;
  }

  /** From this length on a gap could hide two ring starts, and neither count nor time says what happened, ms. */
  get blindAfterMs(): number {
    return (1 - CADENCE_TOLERANCE) * (this.cadence.onMs + this.cadence.offMs);
  }

  /** Takes effect when the line is at rest, so that one call is counted by one cadence. */
  configure(cadence: CadenceSettings): void {
    this.nextCadence = cadence;
    if (this.state.name !== 'ringing') this.rest();
  }

  /** Sight of the line was lost; `since` is the last moment at which it was seen. Told once. */
  lost(reason: LineBlind['reason'], since: Stamp): readonly LineFact[] {
    const { state } = this;
    if (state.name === 'blind' || (state.name === 'unknown' && reason !== 'start')) return [];
    const callId =
      state.name === 'ringing' ? state.call.callId : state.name === 'in-call' ? state.callId : undefined;
    this.state = reason === 'start' ? { name: 'unknown', since } : { name: 'blind', since };
    return [{ kind: 'line-blind', at: since, reason, callId }];
  }

  read(reading: LineReading): readonly LineFact[] {
    if (this.stuckContact && reading.ringing) return [];
    this.stuckContact = false;
    if (this.state.name === 'unknown' || this.state.name === 'blind')
      return this.seen(reading, this.state.since);
    this.weighUnseen(reading.gapMs, reading.at);
    const facts = [...this.readRing(reading), ...this.readAbandonment(reading), ...this.readHook(reading)];
    return [...facts, ...this.readStuck(reading)];
  }

  private seen(reading: LineReading, blindSince: Stamp): readonly LineFact[] {
    this.rest();
    this.hook.forget();
    this.hook.see(reading.offHook, reading.at);
    this.lastReadAt = undefined;
    this.watchedSinceMs = reading.at.monotonicMs;
    this.state = reading.offHook ? { name: 'off-hook', since: reading.at } : { name: 'idle' };
    const found = reading.offHook ? 'off-hook' : reading.ringing ? 'ringing' : 'idle';
    return [{ kind: 'line-seen', at: reading.at, found, blindSince }, ...this.readRing(reading)];
  }

  /** A whole burst may lie in what was not seen: from here on the count is supported by time, and says so. */
  private weighUnseen(unseenMs: number, at: Stamp): void {
    if (unseenMs < (1 - CADENCE_TOLERANCE) * this.cadence.onMs) return;
    this.watchedSinceMs = at.monotonicMs;
    if (this.state.name !== 'ringing') return;
    this.state.call.evidence = 'timed';
    this.state.call.gapped = true;
  }

  private readRing(reading: LineReading): readonly LineFact[] {
    const { ringing, at, gapMs } = reading;
    const changed = ringing !== this.ringLevel;
    if (changed && ringing) this.riseDoubtMs = gapMs;
    this.ringLevel = ringing;
    const heldUntil = this.lastOnAt;
    if (ringing) this.lastOnAt = at;
    const sincePollMs = at.monotonicMs - (this.lastReadAt ?? at).monotonicMs;
    this.lastReadAt = at;
    if (this.state.name !== 'idle' && this.state.name !== 'ringing') return [];
    const leadMs = Math.min(BURST_LEAD_MAX_MS, sincePollMs / 2);
    const signals = changed ? this.counter.edge(ringing, at, { heldUntil, leadMs }) : this.counter.tick(at);
    return signals.flatMap((signal) => this.take(signal, at));
  }

  private take(signal: RingSignal, now: Stamp): readonly LineFact[] {
    if (signal.kind === 'ring-started') return this.ringStarted(signal.at);
    if (signal.kind === 'burst-disbelieved') {
      // With the gaps around it, it may have been a whole one.
      this.weighUnseen(now.monotonicMs - signal.start.monotonicMs + this.riseDoubtMs, now);
      return [];
    }
    if (this.state.name !== 'ringing' || this.state.call.rings === 0) return [];
    const { callId, rings } = this.state.call;
    return [{ kind: 'ring-stopped', at: signal.at, callId, ring: rings }];
  }

  private ringStarted(at: Stamp): readonly LineFact[] {
    const call = this.state.name === 'ringing' ? this.state.call : this.newCall(at);
    this.state = { name: 'ringing', call };
    const earliestMs = at.monotonicMs - this.riseDoubtMs;
    const number = ringNumber(call, { at, earliestMs }, this.cadence);
    const heard = number - (this.cadence.firstRingSuppressed ? 1 : 0);
    if (heard < 1) return [];
    call.rings = heard;
    call.firstHeard ??= at;
    return [{ kind: 'ring-started', at, callId: call.callId, ring: heard, evidence: call.evidence }];
  }

  /** Ringing that begins before the line was watched for a whole pause may be the rest of a call begun unseen. */
  private newCall(at: Stamp): RingingCall {
    const watchedMs = at.monotonicMs - this.watchedSinceMs;
    const evidence = watchedMs < this.silenceMs() ? 'timed' : 'counted';
    return {
      callId: this.newCallId(),
      evidence,
      gapped: false,
      rings: 0,
      firstBurst: at,
      firstHeard: undefined,
    };
  }

  private readAbandonment(reading: LineReading): readonly LineFact[] {
    const silentSince = this.counter.silentSince;
    if (this.state.name !== 'ringing' || silentSince === undefined) return [];
    // A lift that is settling may yet answer; a silence that was not looked at may have held a ring.
    const quietSinceMs = Math.max(silentSince.monotonicMs, this.watchedSinceMs);
    if (reading.offHook || reading.at.monotonicMs - quietSinceMs < this.silenceMs()) return [];
    const { call } = this.state;
    const from = call.firstHeard ?? call.firstBurst;
    const rangForMs = Math.max(0, silentSince.monotonicMs - from.monotonicMs);
    this.rest();
    this.state = { name: 'idle' };
    const { callId, evidence, rings: ringsStarted } = call;
    return [{ kind: 'call-abandoned', at: reading.at, callId, ringsStarted, rangForMs, evidence }];
  }

  private readHook(reading: LineReading): readonly LineFact[] {
    const settled = this.hook.see(reading.offHook, reading.at);
    if (settled === undefined) return [];
    return settled.level ? this.lifted(settled) : this.hungUp(settled);
  }

  private lifted({ since }: SettledLevel): readonly LineFact[] {
    if (this.state.name !== 'ringing') {
      this.state = { name: 'off-hook', since };
      return [{ kind: 'handset-lifted', at: since }];
    }
    const { call } = this.state;
    const newest = this.counter.lastRingStart;
    // The newest ring began after the lift and was only believed before it: the handset was off first.
    const early = newest !== undefined && newest.monotonicMs > since.monotonicMs && call.rings > 0;
    const ringsStarted = early ? call.rings - 1 : call.rings;
    const waitMs = Math.max(0, since.monotonicMs - (call.firstHeard ?? since).monotonicMs);
    const facts: LineFact[] = [];
    if (this.counter.open && call.rings > 0) {
      const at = earlier(this.counter.silentSince ?? since, since);
      facts.push({ kind: 'ring-stopped', at, callId: call.callId, ring: call.rings });
    }
    const { callId, evidence } = call;
    facts.push({ kind: 'call-answered', at: since, callId, ringsStarted, waitMs, evidence });
    this.state = { name: 'in-call', callId, since };
    return facts;
  }

  private hungUp({ since }: SettledLevel): readonly LineFact[] {
    const { state } = this;
    if (state.name !== 'in-call' && state.name !== 'off-hook') return [];
    this.rest();
    this.state = { name: 'idle' };
    const callId = state.name === 'in-call' ? state.callId : undefined;
    return [{ kind: 'call-ended', at: since, callId, talkMs: since.monotonicMs - state.since.monotonicMs }];
  }

  /** A contact that stays closed tells nothing: the line is blind until it opens. */
  private readStuck(reading: LineReading): readonly LineFact[] {
    const start = this.counter.burstStart;
    if (start === undefined || (this.state.name !== 'idle' && this.state.name !== 'ringing')) return [];
    const limitMs = Math.max(RING_STUCK_MIN_MS, RING_STUCK_BURSTS * this.cadence.onMs);
    // In a gap the bell may have paused.
    const closedSinceMs = Math.max(start.monotonicMs, this.watchedSinceMs);
    if (reading.at.monotonicMs - closedSinceMs < limitMs) return [];
    this.stuckContact = true;
    return this.lost('monitor-offline', reading.at);
  }

  private silenceMs(): number {
    return this.cadence.abandonFactor * this.cadence.offMs;
  }

  /** The line is at rest: counting starts anew, by the newest settings. */
  private rest(): void {
    const settled = this.hook.current;
    if (this.nextCadence !== undefined) {
      this.cadence = this.nextCadence;
      this.nextCadence = undefined;
      this.hook = newHook(this.cadence);
      if (settled !== undefined) this.hook.see(settled.level, settled.since);
    }
    this.counter = new RingCounter(this.cadence);
    this.ringLevel = false;
  }
}

function newHook(cadence: CadenceSettings): Debounce {
  return new Debounce({ closeMs: Math.min(LIFT_SETTLE_MS, cadence.burstMinMs), openMs: HANG_UP_SETTLE_MS });
}

function earlier(one: Stamp, other: Stamp): Stamp {
  return one.monotonicMs <= other.monotonicMs ? one : other;
}
