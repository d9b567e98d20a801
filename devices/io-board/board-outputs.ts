/**
 * The outputs of one board: none is trusted before its mode is known to be 0, a pulse is sent once and believed only
 * when the coil is read on, and a coil that outlives its pulse is switched off. Source: hardware notes §5, §10.
 */
import { BridgeError, type Clock } from '../../firmware-bridge/index.ts';
import type { BoardConcern, FlashOutcome } from './board-port.ts';
import type { BusLane } from './bus-lane.ts';
import { COIL_OFF_GRACE_MS, OUTPUT_MODE_RECHECK_MS, PULSE_TENTHS_MAX, READ_BACK_EVERY_MS } from './limits.ts';
import type { BoardModel } from './models.ts';

export interface BoardOutputsOptions {
  readonly lane: BusLane;
  readonly clock: Clock;
  readonly unit: number;
  readonly model: BoardModel;
  /** Coils that somebody fires; the others are none of our business. */
  readonly coils: readonly number[];
  readonly mend: boolean;
  readonly onConcern: (concern: BoardConcern) => void;
}

type Modes =
  | { readonly state: 'unverified' }
  | { readonly state: 'verified'; readonly wrong: readonly number[]; readonly atMs: number };

export class BoardOutputs {
  readonly tally = { pulses: 0, modesMended: 0, coilsSwitchedOff: 0 };
  private readonly options: BoardOutputsOptions;
  private modes: Modes = { state: 'unverified' };
  private readonly toldWrong = new Set<number>();
  /** When the newest pulse of any coil ends. */
  private pulsesEndAtMs = Number.NEGATIVE_INFINITY;
  /** By coil: cabinets may share a board. */
  private readonly offChecks = new Map<number, () => void>();

  constructor(options: BoardOutputsOptions) {
    this.options = options;
  }

  /** The modes are to be read: never known, or wrong when last seen, and no pulse is running. */
  get checkDue(): boolean {
    if (this.options.coils.length === 0) return false;
    const nowMs = this.options.clock.monotonicMs();
    // Looking at the outputs also switches them off.
    if (nowMs <= this.pulsesEndAtMs + COIL_OFF_GRACE_MS) return false;
    if (this.modes.state === 'unverified') return true;
    return this.modes.wrong.length > 0 && nowMs - this.modes.atMs >= OUTPUT_MODE_RECHECK_MS;
  }

  /** Some coil that is used does not obey the host. */
  get wrong(): boolean {
    return this.modes.state === 'verified' && this.modes.wrong.length > 0;
  }

  /** The board was away: it may have been swapped or reset. */
  distrust(): void {
    this.modes = { state: 'unverified' };
  }

  stop(): void {
    for (const cancel of this.offChecks.values()) cancel();
    this.offChecks.clear();
    this.distrust();
  }

  /** Reads the modes, mends them where the configuration says so, and sees that no coil is on. */
  async inspect(): Promise<void> {
    const { coils, clock } = this.options;
    const wrong = await this.coilsNotObeying();
    this.modes = { state: 'verified', wrong, atMs: clock.monotonicMs() };
    for (const coil of coils) this.tell(coil, wrong.includes(coil));
  }

  private async coilsNotObeying(): Promise<readonly number[]> {
    const { coils, mend, lane, unit, model } = this.options;
    try {
      let wrong = await this.wrongCoils();
      if (wrong.length > 0 && mend) {
        const normal = Array.from({ length: model.outputCount }, () => 0);
        await lane.bus.writeRegisters(unit, model.outputModeRegister, normal);
        this.tally.modesMended += 1;
        wrong = await this.wrongCoils();
      }
      await this.switchOff(coils);
      return wrong;
    } catch (error) {
      // A board that refuses to be asked is there, and its inputs are good; none of its outputs is trusted.
      if (error instanceof BridgeError && error.code === 'BRIDGE_REFUSED') return coils;
      throw error;
    }
  }

  private tell(coil: number, wrong: boolean): void {
    if (this.toldWrong.has(coil) === wrong) return;
    if (wrong) this.toldWrong.add(coil);
    else this.toldWrong.delete(coil);
    this.options.onConcern({ name: 'output-mode', coil, wrong });
  }

  /** See `BoardPort.flash`. The caller has made sure that the board answers. */
  async flash(coil: number, tenths: number, mayStillSend: () => boolean): Promise<FlashOutcome> {
    if (this.modes.state === 'unverified') return { name: 'not-sent', reason: 'board-offline' };
    if (this.modes.wrong.includes(coil)) return { name: 'not-sent', reason: 'output-mode-wrong' };
    const { lane, clock, unit } = this.options;
    const pulseTenths = Math.max(1, Math.min(PULSE_TENTHS_MAX, Math.round(tenths)));
    let withdrawn = false;
    let endsAtMs: number | undefined;
    const leave = (): boolean => {
      withdrawn = !mayStillSend();
      if (withdrawn) return false;
      endsAtMs = clock.monotonicMs() + pulseTenths * 100;
      this.pulsesEndAtMs = Math.max(this.pulsesEndAtMs, endsAtMs);
      return true;
    };
    let failure: string | undefined;
    try {
      await lane.urgent(() => lane.bus.flashCoil(unit, coil, pulseTenths, leave));
    } catch (error) {
      failure = wordOf(error);
    }
    if (withdrawn) return { name: 'not-sent', reason: 'withdrawn' };
    if (endsAtMs === undefined) return { name: 'not-sent', reason: 'board-offline' };
    this.tally.pulses += 1;
    this.watchTheEnd(coil, endsAtMs);
    const seen = await this.seenOn(coil, endsAtMs);
    return seen ? { name: 'seen-on' } : { name: 'not-seen', reason: failure ?? 'coil-not-seen-on' };
  }

  /** Reads the coil until it is on or the pulse must be over. Reading is harmless, so a lost reply is asked again. */
  private async seenOn(coil: number, endsAtMs: number): Promise<boolean> {
    const { lane, clock } = this.options;
    while (clock.monotonicMs() < endsAtMs) {
      try {
        const coils = await lane.urgent(() => this.readCoils(true));
        if (coils[coil] === true) return true;
      } catch (error) {
        if (isWireGone(error)) return false;
      }
      await new Promise<void>((resolve) => {
        clock.setTimer(READ_BACK_EVERY_MS, resolve);
      });
    }
    return false;
  }

  /** The hardware timer ends the pulse; should it fail, the coil must not burn. Writing "off" is safe to repeat. */
  private watchTheEnd(coil: number, endsAtMs: number): void {
    const { clock, lane } = this.options;
    this.offChecks.get(coil)?.();
    const waitMs = endsAtMs - clock.monotonicMs() + COIL_OFF_GRACE_MS;
    const cancel = clock.setTimer(waitMs, () => {
      this.offChecks.delete(coil);
      // Failing means that the board is away: `inspect` looks at the coils when it comes back.
      lane.urgent(() => this.switchOff([coil])).catch(() => this.distrust());
    });
    this.offChecks.set(coil, cancel);
  }

  private async switchOff(coils: readonly number[]): Promise<void> {
    const states = await this.readCoils();
    for (const coil of coils.filter((candidate) => states[candidate] === true)) {
      await this.options.lane.bus.writeCoil(this.options.unit, coil, false);
      this.tally.coilsSwitchedOff += 1;
    }
  }

  private async wrongCoils(): Promise<readonly number[]> {
    const { lane, unit, model, coils } = this.options;
    const modes = await lane.bus.readHoldingRegisters(unit, model.outputModeRegister, model.outputCount);
    return coils.filter((coil) => modes[coil] !== 0);
  }

  private readCoils(urgent = false): Promise<readonly boolean[]> {
    const { lane, unit, model } = this.options;
    return lane.bus.readCoils(unit, 0, model.outputCount, urgent);
  }
}

function wordOf(error: unknown): string {
  if (!(error instanceof BridgeError)) return 'write-failed';
  return error.code
    .replace(/^BRIDGE_/, '')
    .replaceAll('_', '-')
    .toLowerCase();
}

function isWireGone(error: unknown): boolean {
  return (
    !(error instanceof BridgeError) ||
    error.code === 'BRIDGE_NOT_OPEN' ||
    error.code === 'BRIDGE_DISCONNECTED'
  );
}
