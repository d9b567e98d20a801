/**
 * YX-Y1 over a cabinet that behaves: whatever the hands, the link, the power and the papers do, and in whatever order,
 * every taking is under a paper and waits to be registered or is an alarm, and there is a way back to the usual day.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RuleViolation } from '../../../server/errors.ts';
import { unregisteredOf } from '../../../server/seals/cabinet-facts.ts';
import type { SealEvent } from '../../../server/seals/events.ts';
import { evolveSeals } from '../../../server/seals/evolve.ts';
import { initialSealsState } from '../../../server/seals/state.ts';
import { as, openOffice, recordPerson } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { acknowledgeAll, approved, Cabinet, GOVERNMENT_SEAL, OFFICE_SEAL } from './cabinet.ts';
import { Hardware } from './hardware.ts';

const DAY_MS = 86_400_000;
const STEPS = [
  'paper',
  'withdraw',
  'identify',
  'swipe',
  'press',
  'ask',
  'ask',
  'take-back',
  'obey',
  'obey-unknown',
  'pull',
  'pull',
  'force',
  'shut',
  'take-1',
  'take-3',
  'put-1',
  'put-3',
  'register',
  'confirm',
  'unlink',
  'link',
  'restart',
  'second',
  'seconds',
  'half-minute',
  'week',
  'revoke',
  'reinstate',
  'acknowledge',
] as const;
type Step = (typeof STEPS)[number];

/** Stretches of the right way between the single steps: a random order alone hardly ever opens. */
const USE: readonly Step[] = ['reinstate', 'link', 'paper', 'identify', 'ask', 'obey', 'pull', 'take-3'];
const BACK: readonly Step[] = ['put-1', 'put-3', 'register', 'confirm', 'shut', 'seconds'];
const stretch: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...STEPS).map((one) => [one]) },
  { weight: 2, arbitrary: fc.nat(USE.length).map((length) => USE.slice(0, length)) },
  { weight: 1, arbitrary: fc.constant(USE) },
  { weight: 1, arbitrary: fc.constant(BACK) },
);

type Taken = Extract<SealEvent, { readonly type: 'seals.item-taken' }>['data'];

class World {
  readonly office: RulesOffice = openOffice();
  readonly cabinet = new Cabinet(this.office);
  readonly hardware = new Hardware(this.cabinet);
  readonly papers: string[] = [];
  /** The state of the seals, kept from the journal alone. */
  readonly #state = initialSealsState();
  #read = 0;

  /** A refusal is an answer; anything else thrown is a defect. */
  run(step: Step): void {
    try {
      this.#do(step);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
    }
    this.hardware.look();
    this.#follow();
  }

  #do(step: Step): void {
    const { office, cabinet, hardware } = this;
    const paper = this.papers.at(-1) ?? 'use-none';
    switch (step) {
      case 'paper':
        return void this.papers.push(approved(office, [OFFICE_SEAL], { copies: 2 }));
      case 'withdraw':
        return void office.request(as('p-clerk'), 'seals.withdraw', { requestId: paper });
      case 'identify':
        return cabinet.identify();
      case 'swipe':
        return cabinet.swipe('p-chief');
      case 'press':
        return cabinet.press('p-chief');
      case 'ask':
        return void cabinet.ask('use', [paper]);
      case 'take-back':
        return void cabinet.ask('take-back', []);
      case 'obey':
        return hardware.obey();
      case 'obey-unknown':
        return hardware.obey('unknown');
      case 'pull':
        return hardware.pull();
      case 'force':
        return hardware.pull(true);
      case 'shut':
        return hardware.shut();
      case 'take-1':
        return hardware.put(1, false);
      case 'take-3':
        return hardware.put(3, false);
      case 'put-1':
        return hardware.put(1, true);
      case 'put-3':
        return hardware.put(3, true);
      case 'register':
        return void cabinet.register(paper, OFFICE_SEAL, 1);
      case 'confirm':
        return void cabinet.confirm(OFFICE_SEAL, 3);
      case 'unlink':
        return hardware.unlink();
      case 'link':
        return hardware.link();
      case 'restart':
        return hardware.restart();
      case 'second':
        return office.pass(1000);
      case 'seconds':
        return office.pass(6000);
      case 'half-minute':
        return office.pass(31_000);
      case 'week':
        return office.pass(7 * DAY_MS);
      case 'revoke':
        return recordPerson(office, 'p-chief', []);
      case 'reinstate':
        return recordPerson(office, 'p-chief', ['seal-custodian']);
      case 'acknowledge':
        return acknowledgeAll(office);
    }
  }

  /** Reads on in the journal and weighs each taking at its own position. */
  #follow(): void {
    for (const event of this.office.events.slice(this.#read)) {
      if (event.type === 'seals.item-taken') this.#isUnderPaper(event.data);
      evolveSeals(this.#state, structuredClone(event));
    }
    this.#read = this.office.events.length;
    const session = this.#state.sessions['cab']?.stage;
    if (session === 'opening' || session === 'open') return;
    // Nobody stands at the open door: what is out without a paper has been an alarm since.
    for (const { taken, place, slot } of Object.values(this.#state.items)) {
      if (place !== 'out' || taken === undefined || taken.requestIds.length > 0) continue;
      expect(this.#isTold(slot, taken.position), `${slot} is out without a paper, and nobody was told`).toBe(
        true,
      );
    }
  }

  /** An alarm of this slot was raised since, or still stood then. */
  #isTold(slot: number, sincePosition: number): boolean {
    const standing = this.#state.cabinets['cab']?.alarms.map(({ alarmId }) => alarmId) ?? [];
    const ended = this.office.all('seals.alarm-acknowledged');
    return this.office
      .all('seals.alarm-raised')
      .filter(({ data }) => data.kind === 'taken-without-authority' && data.slot === slot)
      .some(
        ({ position, data: { alarmId } }) =>
          position > sincePosition ||
          standing.includes(alarmId) ||
          ended.some((one) => one.data.alarmId === alarmId && one.position > sincePosition),
      );
  }

  /** By the state as it was before the taking. */
  #isUnderPaper({ expected, requestIds, itemId, intentId }: Taken): void {
    expect(expected).toBe(requestIds.length > 0);
    for (const requestId of requestIds) {
      const request = this.#state.requests[requestId];
      expect(request?.decidedBy).toBe('p-director');
      expect(['approved', 'expired']).toContain(request?.stage);
      expect(this.#state.intents[intentId ?? '']).toMatchObject({ ground: 'use', requestIds });
      expect((request?.copies ?? 0) - (request?.used[itemId] ?? 0)).toBeGreaterThan(0);
    }
  }

  /** What an honest custodian, with the director, does at the end of any day; every step of it must be possible. */
  recover(): void {
    const { office, cabinet, hardware } = this;
    this.run('link');
    this.run('shut');
    this.run('reinstate');
    this.run('half-minute');
    this.run('half-minute');
    this.run('acknowledge');
    for (const { requestId, itemId } of this.#waiting) {
      const body = { requestId, itemId, copies: 0, spoiled: 0, remark: '补登记' };
      office.request(as('p-chief'), 'seals.register-use', body);
    }
    this.#follow();
    if (this.#places.includes('out')) this.#takeBack();
    cabinet.identify();
    this.#follow();
    for (const { itemId, slot, place } of Object.values(this.#state.items))
      if (place === 'placed') cabinet.confirm(itemId, slot);
    this.#follow();
    expect(new Set(this.#places)).toEqual(new Set(['in']));
    expect(this.#waiting).toEqual([]);
    office.pass(31_000);
    const requestId = approved(office, [OFFICE_SEAL, GOVERNMENT_SEAL]);
    cabinet.identify();
    cabinet.ask('use', [requestId]);
    hardware.obey();
    hardware.pull();
    expect(cabinet.session).toMatchObject({ step: 'take' });
    expect(office.rebuilt().get('seals')).toEqual(office.memory.stateOf('seals'));
  }

  /** Lifted and put down again: also where it lies there already and no contact said so. */
  #takeBack(): void {
    const { cabinet, hardware } = this;
    cabinet.identify();
    cabinet.ask('take-back', []);
    hardware.obey();
    hardware.pull();
    for (const step of ['take-1', 'put-1', 'take-3', 'put-3', 'shut', 'seconds', 'acknowledge'] as const)
      this.run(step);
  }

  get #places(): readonly string[] {
    return Object.values(this.#state.items).map(({ place }) => place);
  }

  get #waiting(): readonly { readonly requestId: string; readonly itemId: string }[] {
    return unregisteredOf(this.#state, Object.keys(this.#state.requests));
  }
}

describe('YX-Y1 over a cabinet that behaves', () => {
  it('YX-Y1 no taking is lost, and from everywhere there is a way back to a usual opening', () => {
    const seen = { registered: 0, unapproved: 0 };
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 4, maxLength: 25 }), (stretches) => {
        const world = new World();
        for (const step of stretches.flat()) world.run(step);
        seen.registered += world.office.all('seals.use-registered').length;
        const takings = world.office.all('seals.item-taken').map(({ data }) => data);
        seen.unapproved += takings.filter(({ expected }) => !expected).length;
        world.recover();
      }),
      { seed: 20261123, numRuns: 150 },
    );
    // The property is worth nothing where nothing is ever taken.
    expect(seen.registered).toBeGreaterThan(10);
    expect(seen.unapproved).toBeGreaterThan(10);
  }, 120_000);
});
