/**
 * Driver of a card reader, serial or keyboard wedge: frames to numbers, numbers to cards, cards to events. Such readers
 * only ever talk, and say nothing when they are dead: their health is *unproven* until they read.
 */
import { ReportLink, SILENCE_LOOK_MS, SILENCE_LOOKS, stampOf } from '../../firmware-bridge/index.ts';
import type { ReaderConfiguration } from '../configuration.ts';
import type { DeviceCommand, StartCardEnrolment } from '../device-command.ts';
import { DeviceError } from '../device-error.ts';
import type { EnrolmentStep } from '../device-event.ts';
import type { Device, DeviceStatus } from '../device.ts';
import { HealthReporter } from '../health-reporter.ts';
import { createCardDecoder, type CardDecoder } from './card-decoder.ts';
import { CardEnrolment } from './card-enrolment.ts';
import { CardGate, type GateOutcome } from './card-gate.ts';
import type { SignInReaderDependencies } from './dependencies.ts';
import type { CardModel } from './models.ts';
import { stampAt } from './stamp-at.ts';

export interface CardReaderOptions {
  readonly configuration: ReaderConfiguration;
  readonly model: CardModel;
  readonly dependencies: SignInReaderDependencies;
}

export class CardReader implements Device {
  readonly deviceId: string;
  readonly stationId: string;
  readonly kind = 'card-reader';
  private readonly options: CardReaderOptions;
  private readonly reporter: HealthReporter;
  private readonly decoder: CardDecoder;
  private readonly gate: CardGate;
  private readonly link: ReportLink;
  private enrolment: { readonly machine: CardEnrolment; readonly cancelTimeout: () => void } | undefined;
  private cancelExpiry: (() => void) | undefined;
  private readonly counts = { cards: 0, ghosts: 0 };

  constructor(options: CardReaderOptions) {
    const { configuration, model, dependencies } = options;
    const { clock, emit, isKnownCard } = dependencies;
    this.options = options;
    this.deviceId = configuration.id;
    this.stationId = configuration.station;
    this.reporter = new HealthReporter({
      deviceId: this.deviceId,
      stationId: this.stationId,
      clock,
      onEvent: emit,
    });
    this.decoder = createCardDecoder(model, configuration.format);
    const { format } = this.decoder;
    this.gate = new CardGate({
      repeats: model.repeats,
      isKnownCard: (cardNumber) => isKnownCard(cardNumber, format),
    });
    this.link = new ReportLink({
      transport: dependencies.createTransport(configuration.address, clock, {
        defaultBaudRate: model.baudRate,
      }),
      clock,
      deframer: this.decoder.deframer,
      listener: {
        onUp: () => this.reporter.become('unknown', 'unproven', stampOf(clock)),
        onDown: () => this.down(),
        onFrame: (frame, atMs) => this.receive(frame, atMs),
      },
    });
  }

  start(): Promise<void> {
    this.link.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.advance(this.enrolment?.machine.abort('reader-lost') ?? []);
    this.cancelExpiry?.();
    this.cancelExpiry = undefined;
    await this.link.stop();
  }

  status(): DeviceStatus {
    const { configuration, model } = this.options;
    return {
      deviceId: this.deviceId,
      stationId: this.stationId,
      kind: this.kind,
      model: model.id,
      address: configuration.address,
      health: this.reporter.health,
      reason: this.reporter.reason,
      sinceEpochMs: this.reporter.sinceEpochMs,
      counters: { ...this.link.counters, ...this.counts, 'spoilt-numbers': this.decoder.spoilt },
    };
  }

  execute(command: DeviceCommand): Promise<void> {
    switch (command.kind) {
      case 'start-card-enrolment':
        this.startEnrolment(command);
        return Promise.resolve();
      case 'cancel-enrolment':
        if (this.enrolment?.machine.enrolmentId === command.enrolmentId) {
          this.advance(this.enrolment.machine.abort('cancelled'));
        }
        return Promise.resolve();
      case 'show-reader-light':
        // These readers have no light of ours, which is no failure: lights go to all readers of a station.
        return Promise.resolve();
      default:
        return Promise.reject(
          new DeviceError('DEVICE_COMMAND_UNSUPPORTED', `${this.deviceId} cannot do ${command.kind}`),
        );
    }
  }

  private receive(frame: Uint8Array, atMs: number): void {
    for (const { cardNumber, atMs: firstMs } of this.decoder.push(frame, atMs)) {
      const at = stampAt(this.options.dependencies.clock, firstMs);
      if (this.enrolment === undefined) {
        this.report(this.gate.push(cardNumber, at));
      } else {
        this.gate.remember(cardNumber, at);
        const steps = this.enrolment.machine.push(cardNumber, firstMs);
        // Presented twice: it reads. A single frame may be a ghost.
        if (steps.some(({ name }) => name === 'done-card')) this.reporter.become('online', 'ok', at);
        this.advance(steps);
      }
    }
    this.armExpiry();
  }

  private report(outcomes: readonly GateOutcome[]): void {
    const { deviceId, stationId } = this;
    const { format } = this.decoder;
    for (const outcome of outcomes) {
      const { at } = outcome;
      if (outcome.kind === 'ghost') {
        this.counts.ghosts += 1;
        this.options.dependencies.emit({ kind: 'card-ghost', deviceId, stationId, at, format });
        continue;
      }
      this.counts.cards += 1;
      this.reporter.become('online', 'ok', at);
      const { cardNumber } = outcome;
      this.options.dependencies.emit({ kind: 'card-presented', deviceId, stationId, at, cardNumber, format });
    }
  }

  /** One timer for all that waits for its time; a frame that settles everything at once sets none. */
  private armExpiry(): void {
    if (this.cancelExpiry !== undefined) return;
    const { clock } = this.options.dependencies;
    const dueMs = Math.min(this.gate.expiresAtMs ?? Infinity, this.decoder.expiresAtMs ?? Infinity);
    if (dueMs !== Infinity) this.lookAfter(dueMs - clock.monotonicMs() + 1, SILENCE_LOOKS);
  }

  /** A silence between keys is believed at the last of some looks only, as `ReportLink` does for one inside a frame. */
  private lookAfter(delayMs: number, looks: number): void {
    const { clock } = this.options.dependencies;
    this.cancelExpiry = clock.setTimer(delayMs, () => {
      this.cancelExpiry = undefined;
      const nowMs = clock.monotonicMs();
      this.report(this.gate.expire(nowMs));
      if (looks > 1 && nowMs > (this.decoder.expiresAtMs ?? Infinity)) {
        this.lookAfter(SILENCE_LOOK_MS, looks - 1);
        return;
      }
      this.decoder.expire(nowMs);
      this.armExpiry();
    });
  }

  private down(): void {
    this.decoder.flush();
    this.advance(this.enrolment?.machine.abort('reader-lost') ?? []);
    this.reporter.become('offline', 'unplugged', stampOf(this.options.dependencies.clock));
  }

  private startEnrolment({ enrolmentId, timeoutMs }: StartCardEnrolment): void {
    this.advance(this.enrolment?.machine.abort('cancelled') ?? []);
    const { model, dependencies } = this.options;
    const machine = new CardEnrolment({
      enrolmentId,
      format: this.decoder.format,
      framesMin: model.repeats ? 2 : 1,
    });
    const cancelTimeout = dependencies.clock.setTimer(timeoutMs, () =>
      this.advance(machine.abort('timed-out')),
    );
    this.enrolment = { machine, cancelTimeout };
    this.advance(this.link.isUp ? machine.start() : machine.abort('reader-lost'));
  }

  private advance(steps: readonly EnrolmentStep[]): void {
    const { deviceId, stationId, enrolment } = this;
    if (enrolment === undefined) return;
    const { enrolmentId, hasEnded } = enrolment.machine;
    if (hasEnded) {
      enrolment.cancelTimeout();
      this.enrolment = undefined;
    }
    const at = stampOf(this.options.dependencies.clock);
    for (const step of steps) {
      this.options.dependencies.emit({
        kind: 'enrolment-advanced',
        deviceId,
        stationId,
        at,
        enrolmentId,
        step,
      });
    }
  }
}
