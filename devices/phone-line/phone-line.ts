/**
 * Driver of one telephone line on two board inputs: the ring detector and the loop-current (hook) contact. Turns
 * readings into line events; sight lost and regained is told as blind intervals. Everything that counts is concluded
 * from readings, so there are no timers here but the watch on silence.
 */
import { stampOf, type Clock, type Stamp } from '../../firmware-bridge/index.ts';
import type { LineConfiguration } from '../configuration.ts';
import type { DeviceCommand } from '../device-command.ts';
import { DeviceError } from '../device-error.ts';
import type { DeviceEvent } from '../device-event.ts';
import type { Device, DeviceStatus } from '../device.ts';
import { HealthReporter } from '../health-reporter.ts';
import type { BoardPort } from '../io-board/board-port.ts';
import { PointWatch, type PointReading, type SightLoss } from '../io-board/point-watch.ts';
import type { Point } from '../io-board/point-reference.ts';
import { CADENCE_CHINA } from './cadence.ts';
import type { LineFact } from './line-fact.ts';
import { LineMachine } from './line-machine.ts';

export interface PhoneLineOptions {
  readonly configuration: LineConfiguration;
  readonly ring: Point;
  readonly hook: Point;
  readonly board: (boardId: string) => BoardPort | undefined;
  readonly clock: Clock;
  /** A new call id, never used before, also not by an earlier run. */
  readonly newCallId: () => string;
  readonly onEvent: (event: DeviceEvent) => void;
}

/** The model that status and catalogue give for a line watched by two contacts. */
export const CONTACT_LINE_MODEL = 'ring-and-hook-contacts';

export class PhoneLine implements Device {
  readonly kind = 'phone-line-monitor';
  readonly deviceId: string;
  readonly stationId: string;
  private readonly options: PhoneLineOptions;
  private readonly machine: LineMachine;
  private readonly watch: PointWatch;
  private readonly reporter: HealthReporter;
  private readonly tally = { rings: 0, calls: 0, blindIntervals: 0, longestGapMs: 0 };

  constructor(options: PhoneLineOptions) {
    this.options = options;
    this.deviceId = options.configuration.id;
    this.stationId = options.configuration.station;
    this.machine = new LineMachine(CADENCE_CHINA, stampOf(options.clock), options.newCallId);
    this.reporter = new HealthReporter({ ...options, deviceId: this.deviceId, stationId: this.stationId });
    this.watch = new PointWatch({
      points: [options.ring, options.hook],
      board: options.board,
      clock: options.clock,
      blindAfterMs: () => this.machine.blindAfterMs,
      listener: {
        onReading: (reading) => this.read(reading),
        onLost: (reason, since) => this.lose(reason, since),
        // Outputs are the cabinets' concern.
        onConcern: () => undefined,
      },
    });
  }

  start(): Promise<void> {
    this.report(this.machine.lost('start', stampOf(this.options.clock)));
    this.watch.start();
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.watch.stop();
    return Promise.resolve();
  }

  status(): DeviceStatus {
    const { ring, hook } = this.options.configuration;
    return {
      deviceId: this.deviceId,
      stationId: this.stationId,
      kind: this.kind,
      model: CONTACT_LINE_MODEL,
      address: `${ring} ${hook}`,
      health: this.reporter.health,
      reason: this.reporter.reason,
      sinceEpochMs: this.reporter.sinceEpochMs,
      counters: { ...this.tally },
    };
  }

  execute(command: DeviceCommand): Promise<void> {
    if (command.kind === 'configure-line' && command.lineId === this.deviceId) {
      this.machine.configure(command.cadence);
      return Promise.resolve();
    }
    const message = `line ${this.deviceId} cannot do ${command.kind}`;
    return Promise.reject(new DeviceError('DEVICE_COMMAND_UNSUPPORTED', message));
  }

  private read(reading: PointReading): void {
    const [ringing, offHook] = reading.levels;
    if (ringing === undefined || offHook === undefined) return;
    this.tally.longestGapMs = Math.max(this.tally.longestGapMs, reading.gapMs);
    const facts = this.machine.read({ at: reading.at, ringing, offHook, gapMs: reading.gapMs });
    if (this.machine.stuck) this.reporter.become('degraded', 'ring-contact-stuck', reading.at);
    else this.reporter.become('online', 'ok', reading.at);
    this.reporter.proven(reading.at);
    this.report(facts);
  }

  private lose(reason: SightLoss, since: Stamp | undefined): void {
    const now = stampOf(this.options.clock);
    this.report(this.machine.lost(reason, since ?? now));
    this.reporter.become('offline', reason, now);
  }

  private report(facts: readonly LineFact[]): void {
    for (const fact of facts) {
      if (fact.kind === 'ring-started') this.tally.rings += 1;
      if (fact.kind === 'call-answered' || fact.kind === 'call-abandoned') this.tally.calls += 1;
      if (fact.kind === 'line-blind') this.tally.blindIntervals += 1;
      this.options.onEvent({
        ...fact,
        deviceId: this.deviceId,
        stationId: this.stationId,
        lineId: this.deviceId,
      });
    }
  }
}
