/** Where the person at the cabinet stands, as the stepper shows it. Pure. */
import type { CabinetSessionValue, CabinetStep } from '../../../../server/contract/screens.ts';
import type { TextKey } from '../../text/dictionary.ts';

const FACTOR_STEPS: Readonly<Record<string, TextKey>> = {
  card: 'step.card',
  finger: 'step.finger',
  pin: 'step.pin',
};
const AFTER_IDENTIFICATION: readonly TextKey[] = [
  'step.choose',
  'step.open',
  'step.take',
  'step.register',
  'step.return',
  'step.close',
];
const AT: Readonly<Record<CabinetStep, number>> = {
  idle: 0,
  'first-factor': 1,
  choose: 2,
  opening: 3,
  take: 4,
  register: 5,
  return: 6,
  close: 7,
  stopped: -1,
};

/**
 * The way as this person goes it: card and finger may come in either order, and the PIN may stand for one.
 * `pinAsked`: the pad is up, for the one that has not come yet.
 */
export function stepWords(factors: readonly string[], pinAsked = false): readonly TextKey[] {
  const first = FACTOR_STEPS[factors[0] ?? 'card'] ?? 'step.card';
  const other = pinAsked ? 'pin' : first === 'step.finger' ? 'card' : 'finger';
  const second = FACTOR_STEPS[factors[1] ?? other] ?? 'step.finger';
  return [first, second, ...AFTER_IDENTIFICATION];
}

/** Index of the step now; a stopped session stands where it stopped, told by the factors it had. */
export function stepIndex(session: CabinetSessionValue | undefined): number {
  if (session === undefined) return 0;
  const at = AT[session.step];
  return at >= 0 ? at : Math.min(session.factors.length, 3);
}
