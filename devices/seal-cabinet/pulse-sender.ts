/**
 * Carries out one pulse: the guard is asked when the bytes are about to leave, the coil is read back by the board, and
 * where it was not seen on, bolt and door may prove it yet. Sends once or not at all (YX-Y1); tells exactly one outcome.
 */
import { stampOf, type Clock, type Stamp } from '../../firmware-bridge/index.ts';
import type { PulseLock } from '../device-command.ts';
import type { LockState, PulseOutcome, PulseRefusal } from '../device-event.ts';
import type { BoardPort } from '../io-board/board-port.ts';
import type { Point } from '../io-board/point-reference.ts';
import { CONTACT_PROOF_MS } from './limits.ts';
import { PulseGuard } from './pulse-guard.ts';

/** The bridge's word for an exception: the board understood the pulse and did not take it. */
const REFUSED_BY_BOARD = 'refused';

/** What the cabinet knows at this moment. */
export interface CabinetSight {
  readonly lock: LockState;
  /** The door contact as last seen, bounce included; undefined when it is not seen. */
  readonly doorClosed: boolean | undefined;
  /** The bolt is out; false also when it is not seen. */
  readonly boltOut: boolean;
  /** Since when door and bolt stand open, each undefined while it does not. */
  readonly doorOpenSince: Stamp | undefined;
  readonly boltDrawnSince: Stamp | undefined;
}

export interface PulseSenderOptions {
  readonly coil: Point;
  readonly board: () => BoardPort | undefined;
  readonly clock: Clock;
  readonly sight: () => CabinetSight;
  /** Called when the bytes are about to leave: from now on the door may open by right. */
  readonly onReleased: (intentId: string, at: Stamp) => void;
}

/** A pulse that left. */
interface SentPulse {
  readonly at: Stamp;
  readonly pulseMs: number;
  /** The bolt was out when the pulse left: drawn afterwards, it proves the pulse. */
  readonly boltWasOut: boolean;
}
interface AwaitedProof {
  readonly pulse: SentPulse;
  readonly end: (moved: boolean) => void;
}

export class PulseSender {
  private readonly options: PulseSenderOptions;
  private readonly guard = new PulseGuard();
  private proof: AwaitedProof | undefined;
  private stopping = false;

  constructor(options: PulseSenderOptions) {
    this.options = options;
  }

  start(): void {
    this.stopping = false;
  }

  /** Waits no longer for contacts to prove anything. */
  stop(): void {
    this.stopping = true;
    this.proof?.end(false);
  }

  /** The contacts were seen anew. */
  contactsSeen(): void {
    if (this.proof !== undefined && this.movedSince(this.proof.pulse)) this.proof.end(true);
  }

  /** Never rejects. `pulseMs` is the coil's on-time, by the board's own timer. */
  async send(command: PulseLock, pulseMs: number): Promise<PulseOutcome> {
    const { coil, clock, onReleased } = this.options;
    if (!this.guard.claim(command.intentId)) return refused('intent-already-used');
    const board = this.options.board();
    if (board === undefined) return refused('board-offline');
    let refusal: PulseRefusal = 'expired';
    let sent: SentPulse | undefined;
    const mayStillSend = (): boolean => {
      const at = stampOf(clock);
      const answer = this.ask(command, at, pulseMs);
      if (answer !== undefined) {
        refusal = answer;
        return false;
      }
      sent = { at, pulseMs, boltWasOut: this.options.sight().boltOut };
      onReleased(command.intentId, at);
      return true;
    };
    const outcome = await board.flash(coil.index, Math.round(pulseMs / 100), mayStillSend);
    switch (outcome.name) {
      case 'not-sent':
        return refused(outcome.reason === 'withdrawn' ? refusal : outcome.reason);
      case 'seen-on':
        return { name: 'pulsed', confirmedBy: 'coil-read-back' };
      case 'not-seen':
        // Where the board itself refused, a door that opens has another reason.
        if (outcome.reason !== REFUSED_BY_BOARD && sent !== undefined && (await this.contactsMoved(sent)))
          return { name: 'pulsed', confirmedBy: 'lock-contact' };
        return { name: 'unknown', reason: outcome.reason };
    }
  }

  private ask(command: PulseLock, at: Stamp, pulseMs: number): PulseRefusal | undefined {
    const { lock, doorClosed } = this.options.sight();
    const { expiresAtMs } = command;
    return this.guard.admit({ expiresAtMs, nowMs: at.monotonicMs, pulseMs, lock, doorClosed });
  }

  /** Resolves true as soon as bolt or door opened after the pulse left, false when the time for it is over. */
  private contactsMoved(pulse: SentPulse): Promise<boolean> {
    if (this.movedSince(pulse)) return Promise.resolve(true);
    if (this.stopping) return Promise.resolve(false);
    const { clock } = this.options;
    const waitMs = pulse.at.monotonicMs + pulse.pulseMs + CONTACT_PROOF_MS - clock.monotonicMs();
    return new Promise<boolean>((resolve) => {
      const end = (moved: boolean): void => {
        cancel();
        this.proof = undefined;
        resolve(moved);
      };
      const cancel = clock.setTimer(waitMs, () => end(false));
      this.proof = { pulse, end };
    });
  }

  private movedSince({ at, boltWasOut }: SentPulse): boolean {
    const { doorOpenSince, boltDrawnSince } = this.options.sight();
    const after = (since: Stamp | undefined): boolean =>
      since !== undefined && since.monotonicMs >= at.monotonicMs;
    return after(doorOpenSince) || (boltWasOut && after(boltDrawnSince));
  }
}

function refused(reason: PulseRefusal): PulseOutcome {
  return { name: 'refused', reason };
}
