/**
 * More stamped than was approved (超出批准份数, YX-Y1, YX-Y4). The register holds what happened, so it is taken as it was;
 * the director reads of it, and it waits until the director has.
 */
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { readBody } from '../mechanisms/request-body.ts';
import type { SealEvent } from './events.ts';
import { sealRefusal } from './refusals.ts';
import { NOTE_EXCESS } from './requests.ts';
import type { SealsState } from './state.ts';

type Registered = Extract<SealEvent, { readonly type: 'seals.use-registered' }>['data'];

/** Sheets of this entry that nothing approved covers. */
export function excessOf({ copies, spoiled, usedInAll, approvedCopies }: Registered): number {
  return Math.max(0, Math.min(copies + spoiled, usedInAll - approvedCopies));
}

export function noteExcess(
  state: Readonly<SealsState>,
  principal: Principal,
  body: unknown,
  context: Context,
): Decision {
  const { useId } = readBody(NOTE_EXCESS, body);
  if (principal.kind !== 'person' || entryOf(state.excesses, useId) === undefined)
    throw sealRefusal('SEALS_EXCESS_UNKNOWN');
  const data = { useId, by: principal.personId, atMs: context.now.epochMs };
  return { events: [{ type: 'seals.excess-noted', data }] };
}
