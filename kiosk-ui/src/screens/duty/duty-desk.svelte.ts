/**
 * What the hands at the duty desk are doing: which call the log entry is for, stepping away, the last answer. Facts
 * stay in the stream; here is only what has not been sent yet.
 */
import type { CallValue, OnDutyValue } from '../../../../server/contract/screens.ts';
import type { Problem } from '../../../../server/contract/socket.ts';
import { isCall, isOnDuty } from '../../connection/contract-shapes.ts';
import type { ScreenPort } from '../../connection/screen-port.ts';

export type DutyMode = 'call' | 'visit' | 'away';

export class DutyDesk {
  readonly #screen: ScreenPort;
  #mode = $state.raw<DutyMode>('call');
  #pickedCallId = $state.raw<string | undefined>();
  #problem = $state.raw<Problem | undefined>();
  #busy = $state.raw(false);

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

  /** Sends a request; true when it was taken. The refusal stays up until the next one. */
  async send(type: string, body: unknown): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    const answer = await this.#screen.request(type, body);
    this.#busy = false;
    this.#problem = answer.ok ? undefined : answer.problem;
    if (answer.ok) this.#mode = 'call';
    return answer.ok;
  }
}
