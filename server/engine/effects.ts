/**
 * Does what decisions asked of the outside, after their commit and never before. A pulse that cannot be handed to its
 * device comes back as the fact that it was not sent; nothing is ever sent a second time.
 */
import type { DeviceCommand } from '../../devices/device-command.ts';
import { DeviceError } from '../../devices/device-error.ts';
import type { DeviceEvent, PulseOutcome } from '../../devices/device-event.ts';
import { stampOf, type Clock } from '../../firmware-bridge/clock.ts';
import type { StationsView } from '../stations/view.ts';
import type { Effect, StationNotice } from './module.ts';
import type { DeviceCommands } from './office-options.ts';

/** An intent is good for two seconds from its commit; the device checks it again just before the write. */
export const PULSE_VALID_MS = 2_000;
const READER_KINDS: readonly string[] = ['fingerprint-reader', 'card-reader'];

export interface EffectPort {
  stations(): StationsView;
  /** Facts made here about commands that were not carried out. */
  submit(event: DeviceEvent): void;
  notice(stationId: string, notice: StationNotice): void;
  failed(deviceId: string, command: DeviceCommand, cause: unknown): void;
}

export class EffectRunner {
  readonly #clock: Clock;
  readonly #devices: DeviceCommands;
  readonly #port: EffectPort;
  /** Intents whose pulse was ordered and not yet settled by the device. */
  readonly #unsettled = new Set<string>();

  constructor(clock: Clock, devices: DeviceCommands, port: EffectPort) {
    this.#clock = clock;
    this.#devices = devices;
    this.#port = port;
  }

  /** `committedAtMs` is monotonic. */
  run(effects: readonly Effect[], committedAtMs: number): void {
    for (const effect of effects) {
      switch (effect.kind) {
        case 'device':
          this.#order(effect.deviceId, effect.command, committedAtMs);
          break;
        case 'station-readers':
          for (const device of this.#port.stations().devicesAt(effect.stationId)) {
            if (READER_KINDS.includes(device.kind))
              this.#order(device.deviceId, effect.command, committedAtMs);
          }
          break;
        case 'notice':
          this.#port.notice(effect.stationId, effect.notice);
          break;
      }
    }
  }

  /** A fact has arrived; the device's own word on a pulse stands. */
  seen(event: DeviceEvent): void {
    if (event.kind === 'pulse-settled') this.#unsettled.delete(event.intentId);
  }

  #order(deviceId: string, wanted: DeviceCommand, committedAtMs: number): void {
    const command =
      wanted.kind === 'pulse-lock' ? { ...wanted, expiresAtMs: committedAtMs + PULSE_VALID_MS } : wanted;
    if (command.kind === 'pulse-lock') this.#unsettled.add(command.intentId);
    void this.#carryOut(deviceId, command);
  }

  async #carryOut(deviceId: string, command: DeviceCommand): Promise<void> {
    try {
      await this.#devices.execute(deviceId, command);
    } catch (cause) {
      this.#notDone(deviceId, command, cause);
    }
  }

  #notDone(deviceId: string, command: DeviceCommand, cause: unknown): void {
    this.#port.failed(deviceId, command, cause);
    const stationId = this.#port.stations().device(deviceId)?.stationId ?? '';
    const origin = { deviceId, stationId, at: stampOf(this.#clock) };
    if (command.kind === 'pulse-lock' && this.#unsettled.has(command.intentId)) {
      this.#port.submit({
        ...origin,
        kind: 'pulse-settled',
        intentId: command.intentId,
        outcome: outcomeOf(cause),
      });
    }
    if (command.kind === 'start-finger-enrolment' || command.kind === 'start-card-enrolment') {
      const { enrolmentId } = command;
      const step = { name: 'failed', reason: 'reader-lost' } as const;
      this.#port.submit({ ...origin, kind: 'enrolment-advanced', enrolmentId, step });
    }
  }
}

/** The device layer's own refusals come before a byte is sent; of anything else it cannot be told. */
function outcomeOf(cause: unknown): PulseOutcome {
  if (cause instanceof DeviceError) return { name: 'refused', reason: 'board-offline' };
  return { name: 'unknown', reason: cause instanceof Error ? cause.message : String(cause) };
}
