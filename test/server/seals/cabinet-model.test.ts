/**
 * YX-Y1 under any order of events: badges, papers, asks, device facts, lost time, restarts. Whatever happens, no pulse
 * without approval, fresh identification and recorded intent; never two for an intent; nothing fires by itself.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RuleViolation } from '../../../server/errors.ts';
import type { OpeningGround, SealEvent } from '../../../server/seals/events.ts';
import {
  as,
  CABINET_SCREEN,
  openOffice,
  recordPerson,
  SERVICE,
  strangeCard,
} from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { acknowledgeAll, askFor, Cabinet, GOVERNMENT_SEAL, OFFICE_SEAL } from './cabinet.ts';

type Step =
  | { readonly do: 'swipe' | 'press' | 'pin'; readonly who: 'p-chief' | 'p-second' | 'p-clerk' }
  | {
      readonly do:
        | 'request'
        | 'approve'
        | 'withdraw'
        | 'stranger'
        | 'restart'
        | 'cancel'
        | 'revoke'
        | 'reinstate'
        | 'relock';
    }
  | { readonly do: 'ask'; readonly ground: OpeningGround; readonly paper: number }
  | { readonly do: 'wait'; readonly ms: number }
  /** Time passes and no deadline fires: the scheduler is late. */
  | { readonly do: 'stall'; readonly ms: number }
  | { readonly do: 'lock'; readonly lock: 'locked' | 'open' | 'unknown' | 'did-not-open' | 'forced' | 'held' }
  | { readonly do: 'settle'; readonly as: 'pulsed' | 'refused' | 'unknown' }
  | { readonly do: 'slot'; readonly slot: number; readonly occupied: boolean | undefined }
  | { readonly do: 'register'; readonly paper: number; readonly copies: number }
  | { readonly do: 'confirm'; readonly slot: 1 | 3 }
  | { readonly do: 'unable' | 'able' | 'acknowledge' | 'use-it-all' };

const GROUNDS: readonly OpeningGround[] = [
  'use',
  'use',
  'use',
  'take-back',
  'loan-out',
  'loan-return',
  'emergency',
  'stock-check',
  'service',
];
const WAITS: readonly number[] = [100, 2000, 9000, 11_000, 31_000, 400_000, 90_000_000];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('swipe', 'press'), who: fc.constant('p-chief') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('swipe', 'press', 'pin'),
      who: fc.constantFrom('p-chief', 'p-second', 'p-clerk'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('request', 'approve') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('withdraw', 'stranger', 'restart', 'cancel', 'revoke', 'reinstate'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('ask'), ground: fc.constantFrom(...GROUNDS), paper: fc.nat(3) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(...WAITS) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('lock'),
      lock: fc.constantFrom('locked', 'open', 'unknown', 'did-not-open', 'forced', 'held'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('settle'), as: fc.constantFrom('pulsed', 'refused', 'unknown') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('slot'),
      slot: fc.constantFrom(1, 3),
      occupied: fc.constantFrom(true, false, undefined),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('register'), paper: fc.nat(3), copies: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('confirm'), slot: fc.constantFrom(1, 3) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('unable', 'able', 'acknowledge', 'relock', 'use-it-all') }),
  },
);

type Intent = Extract<SealEvent, { readonly type: 'seals.opening-intended' }>['data'];

interface Showing {
  readonly who: string;
  readonly factor: string;
  readonly atMs: number;
}

/** Two different factors of this person within 10 s of each other, the later at most 30 s ago. */
function isIdentified(shown: readonly Showing[], who: string, nowMs: number): boolean {
  const own = shown.filter((one) => one.who === who);
  return own.some((one) =>
    own.some(
      (other) =>
        one.factor !== other.factor &&
        Math.abs(one.atMs - other.atMs) <= 10_000 &&
        nowMs - Math.max(one.atMs, other.atMs) <= 30_000,
    ),
  );
}

const chief = (how: 'swipe' | 'press'): Step => ({ do: how, who: 'p-chief' });
const plain = (what: 'able' | 'relock' | 'reinstate' | 'request' | 'approve' | 'use-it-all'): Step => ({
  do: what,
});
const gap = fc.constantFrom(0, 2000, 9999, 10_000, 10_001).map((ms): Step => ({ do: 'stall', ms }));
const hesitation = fc.constantFrom(0, 100, 29_000, 31_000).map((ms): Step => ({ do: 'stall', ms }));

/** Single steps in any order, and stretches of the right way: without them a random order hardly ever opens. */
const stretch: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 6, arbitrary: step.map((one) => [one]) },
  {
    weight: 2,
    arbitrary: fc.constant([
      plain('able'),
      plain('reinstate'),
      plain('relock'),
      plain('request'),
      plain('approve'),
    ]),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(gap, hesitation, fc.nat(3))
      .map(([between, before, paper]): readonly Step[] => [
        chief('swipe'),
        between,
        chief('press'),
        before,
        { do: 'ask', ground: 'use', paper },
      ]),
  },
  { weight: 1, arbitrary: fc.constant([plain('use-it-all')]) },
);

/** What the test itself keeps of the world, beside the rules. */
class World {
  readonly office: RulesOffice = openOffice();
  readonly cabinet = new Cabinet(this.office);
  readonly papers: string[] = [];
  /** Every factor shown since the last thing that voids them. */
  shown: Showing[] = [];

  run(one: Step): void {
    const before = {
      intents: this.office.all('seals.opening-intended').length,
      pulses: this.cabinet.pulses.length,
    };
    let refused = false;
    try {
      this.#do(one);
    } catch (error) {
      refused = true;
      // A refusal leaves nothing behind; anything else is a defect.
      if (!(error instanceof RuleViolation)) throw error;
      expect(this.office.all('seals.opening-intended')).toHaveLength(before.intents);
    }
    if (!refused) this.#note(one);
    const intents = this.office.all('seals.opening-intended').slice(before.intents);
    expect(intents.length).toBeLessThanOrEqual(one.do === 'ask' ? 1 : 0);
    expect(this.cabinet.pulses.slice(before.pulses).map(({ intentId }) => intentId)).toEqual(
      intents.map(({ data }) => data.intentId),
    );
    for (const intent of intents) this.#justified(intent.data);
  }

  /** What an intent needs, worked out from the journal and from what the test showed, not from the rules' state. */
  #justified(recorded: Intent): void {
    expect(['use', 'take-back']).toContain(recorded.ground);
    expect(this.office.mayAct).toBe(true);
    expect(isIdentified(this.shown, recorded.custodianId, this.office.clock.monotonicMs())).toBe(true);
    expect(this.office.context().people.hasRole(recorded.custodianId, 'seal-custodian')).toBe(true);
    if (recorded.ground === 'use') {
      expect(recorded.authority.length).toBeGreaterThan(0);
      for (const requestId of recorded.authority) this.#isApproved(requestId, recorded.custodianId);
    }
    // Consumed: the same showing never opens twice.
    this.shown = [];
  }

  #isApproved(requestId: string, custodianId: string): void {
    const decisions = this.office
      .all('seals.request-decided')
      .filter(({ data }) => data.requestId === requestId);
    const last = decisions.at(-1)?.data;
    expect(last?.decision).toBe('approve');
    expect(last?.decidedBy).not.toBe(custodianId);
    expect(last?.expiresAtMs ?? 0).toBeGreaterThan(this.office.clock.epochMs());
    const ended = (
      ['seals.request-withdrawn', 'seals.request-expired', 'seals.request-used-up'] as const
    ).some((type) => this.office.all(type).some(({ data }) => data.requestId === requestId));
    expect(ended).toBe(false);
  }

  /** Keeps who has shown what; another person, a stranger, a restart, a revocation and a moving door wipe it. */
  #note(one: Step): void {
    if (one.do === 'swipe' || one.do === 'press' || one.do === 'pin') {
      const own = this.shown.filter(({ who }) => who === one.who);
      this.shown = [...own, { who: one.who, factor: one.do, atMs: this.office.clock.monotonicMs() }];
    }
    if (['stranger', 'restart', 'cancel', 'revoke'].includes(one.do)) this.shown = [];
  }

  #do(one: Step): void {
    const { office, cabinet } = this;
    const paper = (index: number): string =>
      this.papers[index % Math.max(1, this.papers.length)] ?? 'use-none';
    const pulse = cabinet.pulses.at(-1);
    switch (one.do) {
      case 'swipe':
        return cabinet.swipe(one.who);
      case 'press':
        return cabinet.press(one.who);
      case 'pin':
        return void office.request(SERVICE, 'seals.pin-checked', { personId: one.who, outcome: 'ok' });
      case 'request':
        return void this.papers.push(
          askFor(office, [this.papers.length % 2 === 0 ? OFFICE_SEAL : GOVERNMENT_SEAL], { copies: 4 }),
        );
      case 'approve':
        return void office.request(as('p-director'), 'seals.decide', {
          requestId: paper(this.papers.length - 1),
          decision: 'approve',
        });
      case 'withdraw':
        return void office.request(as('p-clerk'), 'seals.withdraw', { requestId: paper(0) });
      case 'stranger':
        return strangeCard(office);
      case 'restart':
        return this.#restart();
      case 'cancel':
        return void office.request(CABINET_SCREEN, 'seals.cancel', {});
      case 'revoke':
        return recordPerson(office, 'p-chief', []);
      case 'reinstate':
        return recordPerson(office, 'p-chief', ['seal-custodian']);
      case 'ask':
        return void cabinet.ask(one.ground, one.ground === 'use' ? [paper(one.paper)] : []);
      case 'wait':
        return office.pass(one.ms);
      case 'stall':
        return office.clock.advance(one.ms);
      case 'lock':
        if (one.lock === 'open') cabinet.intentId = pulse?.intentId;
        return cabinet.become(one.lock);
      case 'relock':
        return this.#allInPlace();
      case 'settle':
        return this.#settle(one.as);
      case 'slot':
        return cabinet.slot(one.slot, one.occupied);
      case 'register':
        return void cabinet.register(
          paper(one.paper),
          one.copies % 2 === 0 ? OFFICE_SEAL : GOVERNMENT_SEAL,
          one.copies,
          0,
          '试',
        );
      case 'confirm':
        return void cabinet.confirm(one.slot === 3 ? OFFICE_SEAL : GOVERNMENT_SEAL, one.slot);
      case 'unable':
        office.mayAct = false;
        return;
      case 'able':
        office.mayAct = true;
        return;
      case 'acknowledge':
        return acknowledgeAll(office);
      case 'use-it-all':
        return this.#useIt();
    }
  }

  /** The device layer starts anew as well and looks at its contacts. */
  #restart(): void {
    this.office.restart();
    this.cabinet.lock = 'unknown';
    this.cabinet.intentId = undefined;
    this.cabinet.become('locked');
    for (const slot of [1, 2, 3, 4, 5, 6, 7]) this.cabinet.slot(slot, true, false);
  }

  /** So that a run does not end in its first alarm: everything back, confirmed by another, and quiet. */
  #allInPlace(): void {
    for (const slot of [1, 3]) this.cabinet.slot(slot, true, false);
    this.cabinet.become('locked');
    acknowledgeAll(this.office);
  }

  #settle(name: 'pulsed' | 'refused' | 'unknown'): void {
    const intentId = this.cabinet.pulses.at(-1)?.intentId ?? 'intent-none';
    if (name === 'pulsed') this.cabinet.settle(intentId);
    if (name === 'refused') this.cabinet.settle(intentId, { name, reason: 'cooling-down' });
    if (name === 'unknown') this.cabinet.settle(intentId, { name, reason: 'no-reply' });
  }

  /** A whole use in one step, where the state allows it. */
  #useIt(): void {
    const pulse = this.cabinet.pulses.at(-1);
    const requestId = this.office.last('seals.opening-intended')?.data.authority[0];
    if (pulse === undefined || requestId === undefined) return;
    this.cabinet.obey(pulse);
    this.cabinet.slot(3, false);
    // Three of four: a second use under the same paper must leave one.
    this.#registerAll(requestId);
    this.cabinet.slot(3, true);
    this.cabinet.confirm(OFFICE_SEAL, 3);
    this.cabinet.become('locked');
  }

  #registerAll(requestId: string): void {
    try {
      this.cabinet.register(requestId, OFFICE_SEAL, 3);
    } catch (error) {
      if (!(error instanceof RuleViolation) || error.code !== 'SEALS_COPIES_EXCEED') throw error;
      this.cabinet.register(requestId, OFFICE_SEAL, 1);
    }
  }

  /** Holds at the end of every run, read from the journal alone. */
  check(): void {
    const { office, cabinet } = this;
    const intents = office.all('seals.opening-intended').map(({ data }) => data.intentId);
    expect(new Set(intents).size).toBe(intents.length);
    expect(cabinet.pulses.map(({ intentId }) => intentId)).toEqual(intents);
    for (const intentId of intents) {
      const outcomes = office.all('seals.opening-settled').filter(({ data }) => data.intentId === intentId);
      expect(outcomes.filter(({ data }) => data.outcome.name !== 'unknown').length).toBeLessThanOrEqual(1);
    }
    this.#copiesHold();
    expect(office.rebuilt().get('seals')).toEqual(office.memory.stateOf('seals'));
  }

  #copiesHold(): void {
    const used = new Map<string, number>();
    for (const { data } of this.office.all('seals.use-registered')) {
      const key = `${data.requestId}/${data.itemId}`;
      used.set(key, (used.get(key) ?? 0) + data.copies + data.spoiled);
      expect(used.get(key)).toBe(data.usedInAll);
      expect(data.usedInAll).toBeLessThanOrEqual(data.approvedCopies);
    }
  }
}

describe('YX-Y1 under any order of events', () => {
  it('YX-Y1 no pulse without approval, identification and recorded intent; one pulse an intent; none by itself', () => {
    let openings = 0;
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 8, maxLength: 30 }), (stretches) => {
        const world = new World();
        // A paper to begin with: most orders would otherwise never get as far as an opening.
        world.run({ do: 'request' });
        world.run({ do: 'approve' });
        for (const one of stretches.flat()) world.run(one);
        world.check();
        openings += world.cabinet.pulses.length;
      }),
      { seed: 20261123, numRuns: 150 },
    );
    // The property is worth nothing where nothing ever opens.
    expect(openings).toBeGreaterThan(30);
  }, 120_000);
});
