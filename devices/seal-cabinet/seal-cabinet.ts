/**
 * Driver of one seal cabinet: a solenoid on a board's output, door, bolt and slot contacts on its inputs. Fires once
 * per intent or not at all, says which, and says it once (YX-Y1: no path fires the solenoid without an intent on disk;
 * commands come only from the effect runner, after the commit).
 */
import { stampOf, type Clock } from '../../firmware-bridge/index.ts';
import type { CabinetConfiguration } from '../configuration.ts';
import type { DeviceCommand, PulseLock } from '../device-command.ts';
import { DeviceError } from '../device-error.ts';
import type { CabinetFault, DeviceEvent, LockChanged, PulseOutcome, SlotChanged } from '../device-event.ts';
import type { Device, DeviceStatus } from '../device.ts';
import { HealthReporter } from '../health-reporter.ts';
import type { BoardConcern, BoardPort } from '../io-board/board-port.ts';
import { Debounce } from '../io-board/debounce.ts';
import { PointWatch, type PointReading, type SightLoss } from '../io-board/point-watch.ts';
import type { Point } from '../io-board/point-reference.ts';
import {
  CABINET_BLIND_AFTER_MS,
  CONTACT_SETTLE_MS,
  DEFAULT_TIMING,
  PULSE_MAX_MS,
  PULSE_MIN_MS,
} from './limits.ts';
import { LockMachine, type LockFact } from './lock-machine.ts';
import { PulseSender, type CabinetSight } from './pulse-sender.ts';
import { SlotWatch, type SlotFact } from './slot-watch.ts';

export interface SealCabinetOptions {
  readonly configuration: CabinetConfiguration;
  readonly coil: Point;
  readonly door: Point;
  readonly lock: Point;
  readonly slots: readonly Point[];
  readonly board: (boardId: string) => BoardPort | undefined;
  readonly clock: Clock;
  readonly onEvent: (event: DeviceEvent) => void;
}

type Unsent<Event> = Event extends unknown ? Omit<Event, 'deviceId' | 'stationId'> : never;
type CabinetFact = Unsent<LockChanged | SlotChanged | CabinetFault> | LockFact | SlotFact;

/** The model that status and catalogue give for a cabinet of contacts and one solenoid. */
export const CONTACT_CABINET_MODEL = 'solenoid-and-contacts';

export class SealCabinet implements Device {
  readonly kind = 'seal-cabinet';
  readonly deviceId: string;
  readonly stationId: string;
  private readonly options: SealCabinetOptions;
  private readonly machine = new LockMachine(DEFAULT_TIMING);
  private readonly sender: PulseSender;
  private readonly slots: SlotWatch;
  private readonly watch: PointWatch;
  private readonly reporter: HealthReporter;
  private readonly doorContact = new Debounce({ closeMs: CONTACT_SETTLE_MS, openMs: CONTACT_SETTLE_MS });
  private readonly boltContact = new Debounce({ closeMs: CONTACT_SETTLE_MS, openMs: CONTACT_SETTLE_MS });
  private readonly tally = { commanded: 0, pulsed: 0, refused: 0, unknown: 0, blindIntervals: 0 };
  private doorClosedRaw: boolean | undefined;
  private pulseMs: number = DEFAULT_TIMING.pulseMs;
  private readonly concerns = new Set<'output-mode-wrong' | 'echoing-adapter'>();
  private readonly underWay = new Set<Promise<void>>();

  constructor(options: SealCabinetOptions) {
    this.options = options;
    this.deviceId = options.configuration.id;
    this.stationId = options.configuration.station;
    this.slots = new SlotWatch(options.slots.length);
    this.sender = new PulseSender({
      coil: options.coil,
      board: () => options.board(options.coil.boardId),
      clock: options.clock,
      sight: () => this.sight(),
      onReleased: (intentId, at) => this.report(this.machine.released(intentId, at)),
    });
    this.reporter = new HealthReporter({ ...options, deviceId: this.deviceId, stationId: this.stationId });
    this.watch = new PointWatch({
      points: [options.door, options.lock, ...options.slots],
      board: options.board,
      clock: options.clock,
      blindAfterMs: () => CABINET_BLIND_AFTER_MS,
      listener: {
        onReading: (reading) => this.read(reading),
        onLost: (reason) => this.lose(reason),
        onConcern: (concern, boardId) => this.worry(concern, boardId),
      },
    });
  }

  start(): Promise<void> {
    this.sender.start();
    this.watch.start();
    return Promise.resolve();
  }

  /** Pulses that are under way are settled first, with what is known of them by then. */
  async stop(): Promise<void> {
    this.sender.stop();
    await Promise.all(this.underWay);
    this.watch.stop();
  }

  status(): DeviceStatus {
    const { coil, door, lock } = this.options.configuration;
    return {
      deviceId: this.deviceId,
      stationId: this.stationId,
      kind: this.kind,
      model: CONTACT_CABINET_MODEL,
      address: `${coil} ${door} ${lock}`,
      health: this.reporter.health,
      reason: this.reporter.reason,
      sinceEpochMs: this.reporter.sinceEpochMs,
      counters: { ...this.tally },
    };
  }

  /** A `pulse-lock` resolves when it is settled, whatever the outcome: the outcome is the event. */
  async execute(command: DeviceCommand): Promise<void> {
    switch (command.kind) {
      case 'configure-cabinet':
        this.machine.configure({ releaseMs: command.releaseMs, openMs: command.openMs });
        this.pulseMs = Math.max(PULSE_MIN_MS, Math.min(PULSE_MAX_MS, command.pulseMs));
        return;
      case 'pulse-lock':
        await this.pulseAndSettle(command);
        return;
      default:
        throw new DeviceError(
          'DEVICE_COMMAND_UNSUPPORTED',
          `cabinet ${this.deviceId} cannot do ${command.kind}`,
        );
    }
  }

  /** Exactly one `pulse-settled` for each command, whatever goes wrong. */
  private async pulseAndSettle(command: PulseLock): Promise<void> {
    this.tally.commanded += 1;
    const sending = this.sender.send(command, this.pulseMs);
    const settling = sending.then((outcome) => this.settle(command.intentId, outcome));
    this.underWay.add(settling);
    try {
      await settling;
    } finally {
      this.underWay.delete(settling);
    }
  }

  private sight(): CabinetSight {
    const door = this.doorContact.current;
    const bolt = this.boltContact.current;
    return {
      lock: this.machine.state,
      doorClosed: this.doorClosedRaw,
      boltOut: bolt?.level === true,
      doorOpenSince: door?.level === false ? door.since : undefined,
      boltDrawnSince: bolt?.level === false ? bolt.since : undefined,
    };
  }

  private settle(intentId: string, outcome: PulseOutcome): void {
    this.tally[outcome.name] += 1;
    const at = stampOf(this.options.clock);
    const { deviceId, stationId } = this;
    this.options.onEvent({ kind: 'pulse-settled', deviceId, stationId, at, intentId, outcome });
  }

  private read({ at, levels }: PointReading): void {
    const [doorClosed, boltOut, ...slotLevels] = levels;
    if (doorClosed === undefined || boltOut === undefined) return;
    this.doorClosedRaw = doorClosed;
    this.doorContact.see(doorClosed, at);
    this.boltContact.see(boltOut, at);
    this.reporter.proven(at);
    const door = this.doorContact.current;
    const bolt = this.boltContact.current;
    if (door === undefined || bolt === undefined) return;
    const doorNow = { closed: door.level, since: door.since };
    this.report(this.machine.see(doorNow, { closed: bolt.level, since: bolt.since }, at));
    this.report(this.slots.see(slotLevels, doorNow, at));
    const [concern] = this.machine.disagreeing ? ['contacts-disagree'] : this.concerns;
    this.reporter.become(concern === undefined ? 'online' : 'degraded', concern ?? 'ok', at);
    this.sender.contactsSeen();
  }

  private lose(reason: SightLoss): void {
    const at = stampOf(this.options.clock);
    this.doorClosedRaw = undefined;
    this.doorContact.forget();
    this.boltContact.forget();
    this.tally.blindIntervals += 1;
    this.report(this.machine.lost(at));
    this.report(this.slots.lost(at));
    this.reporter.become('offline', reason, at);
  }

  private worry(concern: BoardConcern, boardId: string): void {
    const { coil } = this.options;
    if (boardId !== coil.boardId || (concern.name === 'output-mode' && concern.coil !== coil.index)) return;
    if (concern.name === 'echoing-adapter') this.concerns.add('echoing-adapter');
    else if (concern.wrong) this.concerns.add('output-mode-wrong');
    else {
      this.concerns.delete('output-mode-wrong');
      return;
    }
    this.report([{ kind: 'cabinet-fault', at: stampOf(this.options.clock), fault: concern.name }]);
  }

  private report(facts: readonly CabinetFact[]): void {
    for (const fact of facts) {
      this.options.onEvent({ ...fact, deviceId: this.deviceId, stationId: this.stationId });
    }
  }
}
