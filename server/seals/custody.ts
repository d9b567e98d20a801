/**
 * Who keeps an item and who may approve its use (YX-Y1). The custodian is the secretary-section chief, or whoever the
 * item's definition names; a deputy (AB 岗) by dated delegation. Nobody approves what he keeps.
 */
import type { Role } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { PeopleView } from '../people/view.ts';
import type { ItemTrack, SealsState } from './state.ts';

/** Custodian or deputy of this item on this date, and employed. */
export function keeps(
  state: Readonly<SealsState>,
  item: ItemTrack,
  personId: string,
  context: Context,
): boolean {
  return keepersOf(state, item, context).includes(personId);
}

/** Custodians first, then deputies of that date. */
export function keepersOf(
  state: Readonly<SealsState>,
  item: Pick<ItemTrack, 'itemId' | 'custodianIds'>,
  context: Context,
): readonly string[] {
  const named =
    item.custodianIds.length > 0
      ? item.custodianIds
      : context.people.withRole('seal-custodian').map((person) => person.personId);
  const deputies = Object.values(state.deputies)
    .filter((deputy) => deputy.itemIds.includes(item.itemId))
    .filter((deputy) => deputy.fromDate <= context.officeDate && context.officeDate <= deputy.untilDate)
    .map((deputy) => deputy.deputyId);
  return [...new Set([...named, ...deputies])].filter((personId) => isEmployed(personId, context));
}

/** Keeps anything in that cabinet. */
export function keepsSomethingIn(
  state: Readonly<SealsState>,
  cabinetId: string,
  personId: string,
  context: Context,
): boolean {
  return Object.values(state.items).some(
    (item) => item.cabinetId === cabinetId && keeps(state, item, personId, context),
  );
}

/** Offices that may approve the use of every one of these items; empty: no one may approve all of them. */
export function commonApproverRoles(items: readonly ItemTrack[]): readonly Role[] {
  const [first, ...others] = items;
  if (first === undefined) return [];
  return first.approverRoles.filter((role) => others.every((item) => item.approverRoles.includes(role)));
}

/** Holds an approving office for every one of these items, each by any of its offices. */
export function mayApproveAll(items: readonly ItemTrack[], personId: string, people: PeopleView): boolean {
  return (
    items.length > 0 &&
    items.every((item) => item.approverRoles.some((role) => people.hasRole(personId, role)))
  );
}

export function isEmployed(personId: string, { people, officeDate }: Context): boolean {
  const person = people.person(personId);
  if (person === undefined || person.joinedOn > officeDate) return false;
  return person.leftOn === undefined || officeDate < person.leftOn;
}
