/** Health and proof of life of one device: reports changes as events and remembers them for the status. */
import type { Clock, Stamp } from '../firmware-bridge/index.ts';
import type { DeviceEvent, Health } from './device-event.ts';

/** Proof of life is reported at most this often per device. */
const PROVEN_EVERY_MS = 10_000;

export interface ReporterOptions {
  readonly deviceId: string;
  readonly stationId: string;
  readonly clock: Clock;
  readonly onEvent: (event: DeviceEvent) => void;
}

export class HealthReporter {
  readonly deviceId: string;
  readonly stationId: string;
  private readonly clock: Clock;
  private readonly onEvent: (event: DeviceEvent) => void;
  private provenAt: Stamp | undefined;
  private provenReportedAtMs: number | undefined;
  private changedAt: Stamp;
  private currentHealth: Health = 'unknown';
  private currentReason = 'start';

  constructor(options: ReporterOptions) {
    this.deviceId = options.deviceId;
    this.stationId = options.stationId;
    this.clock = options.clock;
    this.onEvent = options.onEvent;
    this.changedAt = { monotonicMs: this.clock.monotonicMs(), epochMs: this.clock.epochMs() };
  }

  get health(): Health {
    return this.currentHealth;
  }

  get reason(): string {
    return this.currentReason;
  }

  get sinceEpochMs(): number {
    return this.changedAt.epochMs;
  }

  /** Reports a change; the same health for the same reason is no change. */
  become(health: Health, reason: string, at: Stamp): void {
    if (health === this.currentHealth && reason === this.currentReason) return;
    this.currentHealth = health;
    this.currentReason = reason;
    this.changedAt = at;
    const { deviceId, stationId } = this;
    this.onEvent({
      kind: 'health-changed',
      deviceId,
      stationId,
      at,
      health,
      reason,
      lastProvenAt: this.provenAt,
    });
  }

  /** The device answered at `at`. */
  proven(at: Stamp): void {
    this.provenAt = at;
    if (this.provenReportedAtMs !== undefined && at.monotonicMs - this.provenReportedAtMs < PROVEN_EVERY_MS)
      return;
    this.provenReportedAtMs = at.monotonicMs;
    this.onEvent({ kind: 'device-proven', deviceId: this.deviceId, stationId: this.stationId, at });
  }
}
