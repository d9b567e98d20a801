/**
 * The closed table of grounds on which the cabinet may be opened (YX-Y1), one row of preconditions each, in the order
 * in which they are said to the person. A ground that is not met by its whole row never becomes an intent; the model
 * test checks every combination. Loans, emergencies, counts and service each need an authority of their own; the
 * office cannot give these here yet, so their rows cannot be met and say so.
 */
import type { OpeningGround } from './events.ts';
import type { SealRefusalCode } from './refusals.ts';

/** Each precondition and the refusal that is given when it is not met. */
export const PRECONDITIONS = {
  'may-act': 'SEALS_MAY_NOT_ACT',
  'board-online': 'SEALS_BOARD_AWAY',
  'no-alarm': 'SEALS_ALARM_OPEN',
  'door-locked': 'SEALS_NOT_LOCKED',
  'nothing-pending': 'SEALS_OPENING_PENDING',
  identified: 'SEALS_NOT_IDENTIFIED',
  'in-time': 'SEALS_IDENTIFICATION_LAPSED',
  'keeps-all': 'SEALS_NOT_KEEPER',
  'authority-named': 'SEALS_NO_AUTHORITY',
  'authority-approved': 'SEALS_NOT_APPROVED',
  'authority-in-force': 'SEALS_APPROVAL_EXPIRED',
  'rule-unchanged': 'SEALS_RULE_CHANGED',
  'not-own-approval': 'SEALS_OWN_APPROVAL',
  'items-of-authority': 'SEALS_ITEM_NOT_IN_REQUEST',
  'copies-left': 'SEALS_NOTHING_LEFT',
  'use-registered': 'SEALS_USE_UNREGISTERED',
  'items-in-place': 'SEALS_ITEM_NOT_IN_PLACE',
  'items-out': 'SEALS_NOTHING_OUT',
  'loan-authority': 'SEALS_LOAN_NOT_KEPT_HERE',
  'loan-return-authority': 'SEALS_LOAN_NOT_KEPT_HERE',
  'emergency-order': 'SEALS_EMERGENCY_NOT_KEPT_HERE',
  'count-order': 'SEALS_COUNT_NOT_KEPT_HERE',
  'service-order': 'SEALS_SERVICE_NOT_KEPT_HERE',
} as const satisfies Record<string, SealRefusalCode>;
export type Precondition = keyof typeof PRECONDITIONS;

/** What every opening needs, whatever its ground. */
const ALWAYS = [
  'may-act',
  'board-online',
  'door-locked',
  'no-alarm',
  'nothing-pending',
  'identified',
  'in-time',
] as const satisfies readonly Precondition[];

export interface GroundRow {
  readonly clause: string;
  readonly needs: readonly Precondition[];
}
export const GROUND_ROWS: Readonly<Record<OpeningGround, GroundRow>> = {
  use: {
    clause: 'YX-Y1',
    needs: [
      ...ALWAYS,
      'authority-named',
      'authority-approved',
      'authority-in-force',
      'items-of-authority',
      'rule-unchanged',
      'keeps-all',
      'not-own-approval',
      'copies-left',
      'use-registered',
      'items-in-place',
    ],
  },
  'take-back': { clause: 'YX-Y1', needs: [...ALWAYS, 'items-out', 'keeps-all'] },
  'loan-out': { clause: 'YX-Y3', needs: [...ALWAYS, 'loan-authority'] },
  'loan-return': { clause: 'YX-Y3', needs: [...ALWAYS, 'loan-return-authority'] },
  emergency: { clause: 'YX-Y1', needs: [...ALWAYS, 'emergency-order'] },
  'stock-check': { clause: 'YX-Y1', needs: [...ALWAYS, 'count-order'] },
  service: { clause: 'YX-Y1', needs: [...ALWAYS, 'service-order'] },
};

/** What is so and what is not, at this moment, for this opening. */
export type OpeningFacts = Readonly<Record<Precondition, boolean>>;

/** The first precondition of the row that is not met; undefined: the cabinet may be opened on this ground. */
export function firstUnmet(ground: OpeningGround, facts: OpeningFacts): Precondition | undefined {
  return GROUND_ROWS[ground].needs.find((precondition) => !facts[precondition]);
}
