/**
 * SIGKILL of the whole service at each step of an opening and in a stream of badges. Pulses are counted by a board that
 * none of our code holds; what was acknowledged is in the journal; screens follow from the journal alone.
 */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { between, forkRandom } from '../../devices/virtual/seeded-random.ts';
import type { Principal } from '../../server/access/principal.ts';
import type { CabinetSessionValue } from '../../server/contract/screens.ts';
import type { RequestAnswer, ScreenDocument } from '../../server/contract/socket.ts';
import type { LiveScreen } from '../support/office-client.ts';
import { expectSound, linesOf, ofLastRun, only, rebuiltDocument } from './service-journal.ts';
import {
  CARDS,
  type FaultyOffice,
  LIMIT_MS,
  momentAfter,
  openFaultyOffice,
  pulsesOf,
  soon,
} from './service-office.ts';
import { Opening, type Step, STEPS } from './service-opening.ts';

/** After `seals.open` has been sent: before, around and after the commit and the pulse. */
const DELAYS_MS = [0, 2, 5, 10, 20, 40];
const BADGE_ROUNDS = 20;
const SEED = 1949;
const STATIONS: readonly Extract<Principal, { readonly kind: 'station' }>[] = [
  { kind: 'station', station: 'entrance', stationId: 'entrance-1' },
  { kind: 'station', station: 'duty', stationId: 'duty-1' },
  { kind: 'station', station: 'cabinet', stationId: 'cabinet-1' },
];

let office: FaultyOffice;
let requestId: string;

beforeAll(async () => {
  office = await openFaultyOffice();
  requestId = await office.approveUse();
}, 3 * LIMIT_MS);
afterAll(() => office?.close());

/** A pulse or an intent belongs to the round in which its opening was asked for. */
interface Round {
  readonly intentsBefore: number;
  readonly pulsesBefore: number;
  /** What the service said to `seals.open` before it died. */
  answer: RequestAnswer | undefined;
}

async function beginRound(): Promise<Round> {
  await soon('the cabinet is seen locked', () => {
    const seen = only(ofLastRun(linesOf(office.journal)), 'seals.lock-changed').at(-1);
    return seen?.data.lock === 'locked';
  });
  return {
    intentsBefore: only(linesOf(office.journal), 'seals.opening-intended').length,
    pulsesBefore: await pulsesOf(office.board),
    answer: undefined,
  };
}

/** Somebody shuts the cabinet while the service is down; the coil's pulse is over by then. */
async function shutWhileDown(): Promise<void> {
  const { board } = office;
  await pulsesOf(board);
  await soon(
    'the coil is off',
    () => board.facts.findLast((fact) => 'coil' in fact && 'on' in fact)?.['on'] !== true,
  );
  board.send({ door: 'open' });
  board.send({ door: 'closed' });
}

/** At most one pulse for each intent, exactly one outcome for each, and the two agree. */
async function expectCounted(round: Round): Promise<void> {
  const lines = linesOf(office.journal);
  const intents = only(lines, 'seals.opening-intended').slice(round.intentsBefore);
  const pulses = (await pulsesOf(office.board)) - round.pulsesBefore;
  expect(intents.length).toBeLessThanOrEqual(1);
  expect(pulses).toBeLessThanOrEqual(intents.length);
  if (round.answer?.ok === true) expect(intents).toHaveLength(1);
  for (const { data } of intents) {
    const outcomes = only(lines, 'seals.opening-settled')
      .filter((settled) => settled.data.intentId === data.intentId)
      .map((settled) => settled.data.outcome.name);
    expect(outcomes).toHaveLength(1);
    if (outcomes[0] !== 'unknown') expect(pulses).toBe(outcomes[0] === 'pulsed' ? 1 : 0);
  }
}

async function expectScreensRebuilt(): Promise<void> {
  const screens = await Promise.all(STATIONS.map(({ station }) => office.openScreen(station)));
  let pairs: readonly (readonly [ScreenDocument, ScreenDocument])[] = [];
  const look = (): boolean => {
    pairs = STATIONS.map((station, at) => [
      screens[at]?.document ?? {},
      rebuiltDocument(office.journal, office.zone, station),
    ]);
    return pairs.every(
      ([shown, rebuilt]) => JSON.stringify(sorted(shown)) === JSON.stringify(sorted(rebuilt)),
    );
  };
  // What is being pushed at this very moment stands in the file a moment earlier.
  await soon('the screens show what follows from the journal', look).catch(() => undefined);
  for (const [shown, rebuilt] of pairs) expect(shown).toEqual(rebuilt);
  for (const screen of screens) screen.close();
}

function sorted(document: ScreenDocument): readonly (readonly [string, unknown])[] {
  return Object.entries(document).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** Kills at the step, starts again, checks, and leaves a locked cabinet. */
async function killAfter(
  reach: (opening: Opening, round: Round) => Promise<void>,
  last: Step,
): Promise<void> {
  const round = await beginRound();
  const screen = await office.openScreen('cabinet');
  await reach(new Opening(office, screen, requestId), round);
  await office.kill();
  screen.close();
  expectSound(office.journal);
  const doorIsOpen = STEPS.indexOf(last) >= STEPS.indexOf('door') && last !== 'closed';
  if (!doorIsOpen) await shutWhileDown();
  await office.start();
  await expectCounted(round);
  const again = await office.openScreen('cabinet');
  await again.waitFor('session', ({ step }: CabinetSessionValue) => step === 'stopped' || step === 'idle');
  if (doorIsOpen) await new Opening(office, again, requestId).recover(last);
  again.close();
  await expectScreensRebuilt();
  await expectCounted(round);
}

describe('kill -9 at each step of an opening', () => {
  it.each(STEPS)('YX-Y1: after %s', async (step) => {
    await killAfter((opening) => opening.run('card', step), step);
  });

  it.each(DELAYS_MS)('YX-Y1: %i ms after the opening was asked for', async (delayMs) => {
    await killAfter(async (opening, round) => {
      await opening.run('card', 'choose');
      opening.open().then(
        (answer) => (round.answer = answer),
        () => undefined,
      );
      await momentAfter(delayMs);
    }, 'open');
  });

  it('YX-Y1: a lawful opening goes through afterwards, and the command line verifies all of it', async () => {
    const round = await beginRound();
    const screen = await office.openScreen('cabinet');
    await new Opening(office, screen, requestId).run('card', 'closed');
    screen.close();
    await expectCounted(round);
    expect(await pulsesOf(office.board)).toBe(round.pulsesBefore + 1);
    const words = execFileSync(
      process.execPath,
      ['dist/server/cli/dianmao.js', 'verify-journal', '--data', office.data],
      { encoding: 'utf8' },
    );
    expect(words).toContain('台账完整');
  });
});

describe('kill -9 in a stream of badges', () => {
  it(
    `every badge that the hall was shown is in the journal, ${BADGE_ROUNDS} times`,
    { timeout: 10 * LIMIT_MS },
    async () => {
      const random = forkRandom(SEED, 'badges');
      const shown = new Map<string, string>();
      for (let round = 0; round < BADGE_ROUNDS; round += 1) {
        const screen = await office.openScreen('entrance');
        const seenHere = badgesShown(screen);
        await streamUntil(between(random, 0, CARDS.length - 8), seenHere, random);
        await office.kill();
        screen.close();
        for (const [id, name] of seenHere) shown.set(id, name);
        await office.start();
        expectRecorded(shown);
      }
      expect(shown.size).toBeGreaterThan(BADGE_ROUNDS);
      expectSound(office.journal);
      await expectScreensRebuilt();
    },
  );
});

/** Journal position → name, of each badge as it comes up. */
function badgesShown(screen: LiveScreen): Map<string, string> {
  const shown = new Map<string, string>();
  screen.onDelta(({ set }) => {
    const { badge } = set;
    if (typeof badge !== 'object' || badge === null || !('id' in badge) || !('name' in badge)) return;
    shown.set(String(badge.id), String(badge.name));
  });
  return shown;
}

/** Each card once, by turns at the two readers, until so many have come up; cards are still under way then. */
async function streamUntil(
  count: number,
  shown: ReadonlyMap<string, string>,
  random: () => number,
): Promise<void> {
  for (const [at, card] of CARDS.entries()) {
    if (shown.size >= count && at > 2) return;
    office.entranceCards[at % office.entranceCards.length]?.send({ card });
    await momentAfter(between(random, 0, 20));
  }
}

function expectRecorded(shown: ReadonlyMap<string, string>): void {
  const badges = only(linesOf(office.journal), 'people.badge-recorded');
  const names = new Map(
    badges.map(({ position, data }) => [String(position), data.personId.replace('p-', '科员')]),
  );
  expect([...shown].filter(([position, name]) => names.get(position) !== name)).toEqual([]);
}
