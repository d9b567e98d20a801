/** What the hands at the cabinet have touched but not sent: the requests ticked, the PIN pad, the last refusal. */
import type { CabinetSessionValue, SlotValue } from '../../../../server/contract/screens.ts';
import type { Problem } from '../../../../server/contract/socket.ts';
import { isCabinetRequest, isSession, isSlot } from '../../connection/cabinet-shapes.ts';
import type { ScreenPort } from '../../connection/screen-port.ts';

export class CabinetWork {
  readonly #screen: ScreenPort;
  #problem = $state.raw<Problem | undefined>();
  #busy = $state.raw(false);
  #pinPad = $state.raw(false);

  constructor(screen: ScreenPort) {
    this.#screen = screen;
  }

  get session(): CabinetSessionValue | undefined {
    return this.#screen.value('session', isSession);
  }
  get requests() {
    return this.#screen
      .all('request/', isCabinetRequest)
      .toSorted((one, other) => one.approvedAtMs - other.approvedAtMs);
  }
  get slots(): readonly SlotValue[] {
    return this.#screen.all('slot/', isSlot).toSorted((one, other) => one.slot - other.slot);
  }
  get chosen(): readonly string[] {
    return this.session?.chosenRequestIds ?? [];
  }
  get problem(): Problem | undefined {
    return this.#problem;
  }
  get busy(): boolean {
    return this.#busy;
  }
  /** Open only while a factor is still wanted. */
  get pinPad(): boolean {
    return this.#pinPad && (this.session?.step === 'first-factor' || this.session?.step === 'idle');
  }

  showPinPad(shown: boolean): void {
    this.#pinPad = shown;
    this.#problem = undefined;
  }
  /** A refusal belongs to the step it was given in. */
  forgetProblem(): void {
    this.#problem = undefined;
  }
  toggle(requestId: string): Promise<boolean> {
    const requestIds = this.chosen.includes(requestId)
      ? this.chosen.filter((id) => id !== requestId)
      : [...this.chosen, requestId];
    return this.send('seals.choose', { requestIds });
  }
  async send(type: string, body: unknown): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    const answer = await this.#screen.request(type, body);
    this.#busy = false;
    this.#problem = answer.ok ? undefined : answer.problem;
    return answer.ok;
  }
}
