/** One lawful opening of the cabinet, step by step, from the card to the closed door (YX-Y1), at a real service. */
import type { CabinetSessionValue, LockValue, SlotValue } from '../../server/contract/screens.ts';
import type { RequestAnswer } from '../../server/contract/socket.ts';
import type { LiveScreen } from '../support/office-client.ts';
import { linesOf, ofLastRun, only } from './service-journal.ts';
import { CUSTODIAN, type FaultyOffice, LIMIT_MS, soon } from './service-office.ts';

const ITEM = 'seal-office';
const SLOT = 3;

export const STEPS = [
  'card',
  'pin',
  'choose',
  'open',
  'pulse',
  'settled',
  'door',
  'taken',
  'registered',
  'returned',
  'confirmed',
  'closed',
] as const;
export type Step = (typeof STEPS)[number];

export class Opening {
  readonly #office: FaultyOffice;
  readonly #screen: LiveScreen;
  readonly #requestId: string;
  #factsBefore = 0;

  constructor(office: FaultyOffice, screen: LiveScreen, requestId: string) {
    this.#office = office;
    this.#screen = screen;
    this.#requestId = requestId;
  }

  /** Does the steps from `first` to `last`, both included, each until it shows. */
  async run(first: Step, last: Step): Promise<void> {
    for (const step of STEPS.slice(STEPS.indexOf(first), STEPS.indexOf(last) + 1)) await this.#do(step);
  }

  /** Asks for the pulse, and waits for nothing. */
  open(): Promise<RequestAnswer> {
    this.#factsBefore = this.#office.board.facts.length;
    return this.#screen.request('seals.open', { ground: 'use', requestIds: [this.#requestId] });
  }

  /**
   * After a stop in the middle: the opening is nobody's any more. Whoever keeps the seal puts it back, shuts the door,
   * identifies anew, and makes up for what `last` left open.
   */
  async recover(last: Step): Promise<void> {
    const { board } = this.#office;
    const after = (step: Step): boolean => STEPS.indexOf(last) >= STEPS.indexOf(step);
    await this.#screen.waitFor('lock', ({ state }: LockValue) => state === 'open', LIMIT_MS);
    await this.#sessionIs('idle');
    if (after('taken')) await this.#do('returned');
    board.send({ door: 'closed' });
    await this.#screen.waitFor('lock', ({ state }: LockValue) => state === 'locked', LIMIT_MS);
    if (!after('taken') || after('confirmed')) return;
    await this.run('card', 'pin');
    if (!after('registered')) await this.#ask('seals.register-use', this.#use());
    await this.#ask('seals.confirm-return', { itemId: ITEM, slot: SLOT });
    await this.#ask('seals.cancel', {});
  }

  #use(): Readonly<Record<string, unknown>> {
    return { requestId: this.#requestId, itemId: ITEM, copies: 1, spoiled: 0 };
  }

  async #do(step: Step): Promise<void> {
    const { board } = this.#office;
    switch (step) {
      case 'card':
        await this.#office.showCard();
        return this.#sessionIs('first-factor');
      case 'pin':
        await this.#ask('seals.enter-pin', { pin: CUSTODIAN.pin });
        return this.#sessionIs('choose');
      case 'choose':
        return this.#ask('seals.choose', { requestIds: [this.#requestId] });
      case 'open':
        return accepted('seals.open', await this.open());
      case 'pulse':
        await board.fact('pulse', () => true, this.#factsBefore);
        return;
      case 'settled':
        return soon('the pulse is settled', () => {
          const run = ofLastRun(linesOf(this.#office.journal));
          return only(run, 'seals.opening-settled').some(({ data }) => data.outcome.name === 'pulsed');
        });
      case 'door':
        board.send({ door: 'open' });
        await this.#screen.waitFor('lock', ({ state }: LockValue) => state === 'open', LIMIT_MS);
        return this.#sessionIs('take');
      case 'taken':
        board.send({ slot: SLOT, occupied: false });
        return this.#sessionIs('register');
      case 'registered':
        await this.#ask('seals.register-use', this.#use());
        return this.#sessionIs('return');
      case 'returned':
        board.send({ slot: SLOT, occupied: true });
        return this.#screen.waitFor(`slot/${SLOT}`, ({ state }: SlotValue) => state === 'in', LIMIT_MS);
      case 'confirmed':
        await this.#ask('seals.confirm-return', { itemId: ITEM, slot: SLOT });
        return this.#sessionIs('close');
      case 'closed':
        board.send({ door: 'closed' });
        await this.#screen.waitFor('lock', ({ state }: LockValue) => state === 'locked', LIMIT_MS);
        return this.#sessionIs('idle');
    }
  }

  #sessionIs(step: CabinetSessionValue['step']): Promise<void> {
    return this.#screen.waitFor('session', (session: CabinetSessionValue) => session.step === step, LIMIT_MS);
  }

  async #ask(type: string, body: unknown): Promise<void> {
    accepted(type, await this.#screen.request(type, body));
  }
}

function accepted(type: string, answer: RequestAnswer): void {
  if (!answer.ok) throw new Error(`${type} was refused: ${JSON.stringify(answer.problem)}`);
}
