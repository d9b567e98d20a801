/** Plays waveforms to a line machine as a poller would see them, and keeps what it says in short sentences. */
import type { CadenceSettings } from '../../../devices/phone-line/cadence.ts';
import type { LineFact } from '../../../devices/phone-line/line-fact.ts';
import { LineMachine } from '../../../devices/phone-line/line-machine.ts';
import type { LineBlind } from '../../../devices/device-event.ts';
import type { Stamp } from '../../../firmware-bridge/index.ts';
import { moment } from '../moment.ts';
import { parseWave, type WaveEdge } from './waveform.ts';

/** The machine starts at 0; `quiet` lets it watch an idle line for a minute before the story's own zero. */
const QUIET_MS = 60_000;

export class LineStory {
  readonly machine: LineMachine;
  readonly facts: LineFact[] = [];
  private readonly pollMs: number;
  private zeroMs = 0;
  private wallStepMs = 0;
  private lastPollMs: number | undefined;
  private calls = 0;
  private ringing = false;
  private offHook = false;

  constructor(cadence: CadenceSettings, pollMs = 20) {
    this.pollMs = pollMs;
    this.machine = new LineMachine(cadence, moment(0), () => `call-${(this.calls += 1)}`);
  }

  quiet(): this {
    this.playEdges(0, [], QUIET_MS - this.pollMs);
    this.zeroMs = QUIET_MS;
    this.facts.splice(0);
    return this;
  }

  /** Edges are in ms of the story; polls every `pollMs` from its start until `untilMs`. */
  play(wave: string, untilMs: number): this {
    return this.playFrom(0, wave, untilMs);
  }

  playFrom(fromMs: number, wave: string, untilMs: number): this {
    return this.playEdges(fromMs, parseWave(wave), untilMs);
  }

  playEdges(fromMs: number, edges: readonly WaveEdge[], untilMs: number): this {
    const waiting = [...edges];
    for (let atMs = fromMs; atMs <= untilMs; atMs += this.pollMs) {
      for (let edge = waiting[0]; edge !== undefined && edge.atMs <= atMs; edge = waiting[0]) {
        if (edge.contact === 'ring') this.ringing = edge.closed;
        else this.offHook = edge.closed;
        waiting.shift();
      }
      this.poll(atMs);
    }
    return this;
  }

  /** The next poll comes only at `atMs`. */
  gap(atMs: number): this {
    this.poll(atMs);
    return this;
  }

  lose(reason: LineBlind['reason'], atMs: number): this {
    this.facts.push(...this.machine.lost(reason, this.at(atMs)));
    this.lastPollMs = undefined;
    return this;
  }

  stepWall(ms: number): this {
    this.wallStepMs += ms;
    return this;
  }

  get rings(): number {
    return this.facts.filter((fact) => fact.kind === 'ring-started').length;
  }

  get told(): readonly string[] {
    return this.facts.map((fact) => this.sentence(fact));
  }

  private poll(atMs: number): void {
    const at = this.at(atMs);
    const gapMs = this.lastPollMs === undefined ? 0 : at.monotonicMs - this.lastPollMs;
    this.lastPollMs = at.monotonicMs;
    const { ringing, offHook } = this;
    this.facts.push(...this.machine.read({ at, ringing, offHook, gapMs }));
  }

  private at(ms: number): Stamp {
    const { monotonicMs, epochMs } = moment(this.zeroMs + ms);
    return { monotonicMs, epochMs: epochMs + this.wallStepMs };
  }

  private sentence(fact: LineFact): string {
    const at = `@${fact.at.monotonicMs - this.zeroMs}`;
    switch (fact.kind) {
      case 'ring-started':
        return `${fact.kind} ${fact.ring} ${at} ${fact.evidence}`;
      case 'ring-stopped':
        return `${fact.kind} ${fact.ring} ${at}`;
      case 'call-answered':
        return `${fact.kind} rings ${fact.ringsStarted} wait ${fact.waitMs} ${at} ${fact.evidence}`;
      case 'call-abandoned':
        return `${fact.kind} rings ${fact.ringsStarted} rang ${fact.rangForMs} ${at} ${fact.evidence}`;
      case 'call-ended':
        return `${fact.kind} ${fact.callId ?? 'none'} talk ${fact.talkMs} ${at}`;
      case 'line-blind':
        return `${fact.kind} ${fact.reason} ${fact.callId ?? 'none'} ${at}`;
      case 'line-seen':
        return `${fact.kind} ${fact.found} since ${fact.blindSince.monotonicMs - this.zeroMs} ${at}`;
      case 'handset-lifted':
        return `${fact.kind} ${at}`;
    }
  }
}
