/**
 * What the hands at the duty desk are doing: which call the log entry is for, stepping away, the last answer. Facts
 * stay in the stream; here is only what has not been sent yet.
 */
import type { CallValue, OnDutyValue } from '../../../../server/contract/screens.ts';
import type { Problem } from '../../../../server/contract/socket.ts';
import { isCall, isOnDuty } from '../../connection/contract-shapes.ts';
import type { ScreenPort } from '../../connection/screen-port.ts';

export type DutyMode = 'call' | 'visit' | 'away';

/** Keys kept for when the act under way is answered; more than that is somebody leaning on the keyboard. */
const WAITING_MAX = 3;

export class DutyDesk {
  readonly #screen: ScreenPort;
  #mode = $state.raw<DutyMode>('call');
  #pickedCallId = $state.raw<string | undefined>();
  #problem = $state.raw<Problem | undefined>();
  #busy = $state.raw(false);
  /** What began the act under way, and what waits for its answer. */
  #running: (() => void) | undefined;
  #waiting: readonly (() => void)[] = [];

  constructor(screen: ScreenPort) {
    this.#screen = screen;
  }

  get mode(): DutyMode {
    return this.#mode;
  }
  get problem(): Problem | undefined {
    return this.#problem;
  }
  get busy(): boolean {
    return this.#busy;
  }
  /** Only then is what is missing from the stream known to be missing. */
  get live(): boolean {
    return this.#screen.phase === 'live';
  }
  get onDuty(): OnDutyValue | undefined {
    return this.#screen.value('on-duty', isOnDuty);
  }
  /** Today's calls, the latest first. */
  get calls(): readonly CallValue[] {
    return this.#screen.all('call/', isCall).toSorted((one, other) => other.startedAtMs - one.startedAtMs);
  }
  /** The call that the entry is for: the one picked, or the latest still to be entered. */
  get logFor(): CallValue | undefined {
    const open = this.calls.filter((call) => call.log === 'open' && call.class !== '');
    return open.find((call) => call.callId === this.#pickedCallId) ?? open[0];
  }
  /** Who acts where the desk does not ask: the one signed on, or the first of them. */
  get actor(): { readonly personId: string; readonly name: string } | undefined {
    return this.onDuty?.signedOn[0];
  }

  setMode(mode: DutyMode): void {
    this.#mode = this.#mode === mode ? 'call' : mode;
    this.#problem = undefined;
  }
  pick(call: CallValue): void {
    if (call.log !== 'open') return;
    this.#pickedCallId = call.callId;
    this.#mode = 'call';
  }

  /**
   * Runs what a key asks once the act under way is answered; at once where there is none. The screen often shows an act
   * done a moment before its answer is here, and the next key is meant for what it shows then. The same key twice is a
   * double touch.
   */
  whenFree(run: () => void): void {
    if (!this.#busy) {
      this.#running = run;
      run();
    } else if (run !== this.#running && !this.#waiting.includes(run) && this.#waiting.length < WAITING_MAX) {
      this.#waiting = [...this.#waiting, run];
    }
  }

  /**
   * Sends a request; true when it was taken, false also while another is under way: a double touch asks once. The
   * refusal stays up until the next one. `closes`: the blank that is done with then; no other is taken from under hands.
   */
  async send(type: string, body: unknown, closes?: DutyMode): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    const answer = await this.#screen.request(type, body);
    this.#busy = false;
    this.#problem = answer.ok ? undefined : answer.problem;
    if (answer.ok && this.#mode === closes) this.#mode = 'call';
    // After whoever asked has cleared what was sent.
    queueMicrotask(() => this.#runWaiting(answer.ok));
    return answer.ok;
  }

  /** After a refusal the keys pressed meanwhile stood on what has not come true. */
  #runWaiting(taken: boolean): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (!taken) return;
    for (const run of waiting) this.whenFree(run);
  }
}
