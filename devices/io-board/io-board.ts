/**
 * Driver of one Modbus I/O board: polls its inputs, stamps each sample, reports the board's health, and keeps the
 * outputs. What the inputs mean is decided by those who subscribe: telephone lines and cabinets.
 */
import { stampOf, type Clock, type Stamp } from '../../firmware-bridge/index.ts';
import type { BoardConfiguration } from '../configuration.ts';
import type { DeviceCommand } from '../device-command.ts';
import { DeviceError } from '../device-error.ts';
import type { DeviceEvent } from '../device-event.ts';
import type { Device, DeviceStatus } from '../device.ts';
import { HealthReporter } from '../health-reporter.ts';
import { BoardHealth, type HealthVerdict } from './board-health.ts';
import { BoardOutputs } from './board-outputs.ts';
import type { BoardConcern, BoardListener, BoardPort, BoardSample, FlashOutcome } from './board-port.ts';
import type { BusLane, LaneMember } from './bus-lane.ts';
import { ECHOES_TO_BELIEVE, OFFLINE_PROBE_MS, RETRY_AFTER_MISS_MS } from './limits.ts';
import type { BoardModel } from './models.ts';

export interface IoBoardOptions {
  readonly configuration: BoardConfiguration;
  readonly model: BoardModel;
  /** Station of those who use the board; a board has none of its own. */
  readonly stationId: string;
  /** Coils that cabinets fire. */
  readonly coils: readonly number[];
  /** Shared by all boards on the same wire. */
  readonly lane: BusLane;
  readonly clock: Clock;
  readonly onEvent: (event: DeviceEvent) => void;
}

export class IoBoard implements Device, BoardPort, LaneMember {
  readonly kind = 'io-board';
  readonly deviceId: string;
  readonly stationId: string;
  readonly boardId: string;
  dueAtMs = 0;
  private readonly options: IoBoardOptions;
  private readonly health = new BoardHealth();
  private readonly reporter: HealthReporter;
  private readonly outputs: BoardOutputs;
  private readonly listeners = new Set<BoardListener>();
  private readonly edges: number[];
  private readonly tally = { polls: 0, misses: 0, listenerFailures: 0 };
  private lastSample: BoardSample | undefined;
  private echoesAtStart = 0;
  private echoing = false;
  private running = false;
  /** Counts the wires we have had: what fails on one that is gone says nothing of the next. */
  private wire = 0;

  constructor(options: IoBoardOptions) {
    this.options = options;
    this.deviceId = options.configuration.id;
    this.boardId = options.configuration.id;
    this.stationId = options.stationId;
    this.edges = Array.from({ length: options.model.inputCount }, () => 0);
    this.reporter = new HealthReporter({ ...options, deviceId: this.deviceId });
    this.outputs = new BoardOutputs({
      lane: options.lane,
      clock: options.clock,
      unit: options.configuration.unit,
      model: options.model,
      coils: options.coils,
      mend: options.configuration.mendOutputMode,
      onConcern: (concern) => this.raise(concern),
    });
  }

  start(): Promise<void> {
    this.running = true;
    this.echoing = false;
    this.echoesAtStart = this.echoes();
    this.dueAtMs = this.options.clock.monotonicMs();
    this.options.lane.join(this);
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.outputs.stop();
    await this.options.lane.leave(this);
  }

  status(): DeviceStatus {
    const edges = Object.fromEntries(this.edges.map((count, input) => [`edges-in-${input}`, count]));
    return {
      deviceId: this.deviceId,
      stationId: this.stationId,
      kind: this.kind,
      model: this.options.model.model,
      address: this.options.configuration.address,
      health: this.reporter.health,
      reason: this.reporter.reason,
      sinceEpochMs: this.reporter.sinceEpochMs,
      counters: { ...this.options.lane.bus.counters, ...this.tally, ...this.outputs.tally, ...edges },
    };
  }

  execute(command: DeviceCommand): Promise<void> {
    return Promise.reject(
      new DeviceError(
        'DEVICE_COMMAND_UNSUPPORTED',
        `board ${this.deviceId} takes no commands, not ${command.kind}`,
      ),
    );
  }

  subscribe(listener: BoardListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async flash(coil: number, tenths: number, mayStillSend: () => boolean): Promise<FlashOutcome> {
    if (this.health.offline) return { name: 'not-sent', reason: 'board-offline' };
    return this.outputs.flash(coil, tenths, mayStillSend);
  }

  onBusUp(): void {
    this.wire += 1;
    this.dueAtMs = this.options.clock.monotonicMs();
  }

  onBusDown(reason: string, at: Stamp): void {
    this.report(this.health.wireLost(reason), at);
  }

  /** One request: the inputs, or the output modes when they are due and the inputs are being seen. */
  async poll(): Promise<void> {
    const { wire } = this;
    try {
      if (!this.health.offline && this.outputs.checkDue) await this.inspectOutputs();
      else await this.readInputs();
    } catch {
      if (this.running && wire === this.wire) this.miss();
    }
  }

  private async readInputs(): Promise<void> {
    const { clock, lane, configuration, model } = this.options;
    const askedAtMs = clock.monotonicMs();
    this.tally.polls += 1;
    const inputs = await lane.bus.readDiscreteInputs(configuration.unit, 0, model.inputCount);
    this.dueAtMs = Math.max(askedAtMs + configuration.pollMs, clock.monotonicMs() + 1);
    if (this.running) this.take(inputs, askedAtMs);
  }

  private async inspectOutputs(): Promise<void> {
    await this.outputs.inspect();
    const concern = this.outputs.wrong ? 'output-mode-wrong' : undefined;
    if (this.running) this.report(this.health.worry(concern), stampOf(this.options.clock));
  }

  private take(inputs: readonly boolean[], askedAtMs: number): void {
    const at = stampOf(this.options.clock);
    const before = this.lastSample;
    const hostPausedMs = before === undefined ? 0 : this.options.lane.pausedSince(before.askedAtMs);
    inputs.forEach((level, input) => {
      if (before !== undefined && before.inputs[input] !== level)
        this.edges[input] = (this.edges[input] ?? 0) + 1;
    });
    const sample: BoardSample = { at, askedAtMs, hostPausedMs, inputs };
    this.lastSample = sample;
    this.report(this.health.answered(), at);
    this.reporter.proven(at);
    this.noticeEchoes();
    this.tell((listener) => listener.onSample(sample));
  }

  private miss(): void {
    const at = stampOf(this.options.clock);
    this.tally.misses += 1;
    this.report(this.health.missed(), at);
    this.dueAtMs = at.monotonicMs + (this.health.offline ? OFFLINE_PROBE_MS : RETRY_AFTER_MISS_MS);
  }

  /** An echoing adapter repeats every request; a few strays are noise or a late reply to a write. */
  private noticeEchoes(): void {
    if (this.echoing || this.echoes() - this.echoesAtStart < ECHOES_TO_BELIEVE) return;
    this.echoing = true;
    this.raise({ name: 'echoing-adapter' });
  }

  private echoes(): number {
    return this.options.lane.bus.counters['echoes'] ?? 0;
  }

  private report(verdict: HealthVerdict | undefined, at: Stamp): void {
    if (verdict === undefined) return;
    this.reporter.become(verdict.health, verdict.reason, at);
    if (verdict.health !== 'offline') return;
    this.outputs.distrust();
    this.tell((listener) => listener.onOffline());
  }

  private raise(concern: BoardConcern): void {
    this.tell((listener) => listener.onConcern(concern));
  }

  /** A listener that throws must not stop the polling. */
  private tell(message: (listener: BoardListener) => void): void {
    for (const listener of this.listeners) {
      try {
        message(listener);
      } catch {
        this.tally.listenerFailures += 1;
      }
    }
  }
}
