/**
 * Fingerprints are taken with the holder's own, separate consent, and are proven gone when they are given up (PIPL
 * art. 29; `trust.md` 5.3, I10). A card counts the same, so that nobody has to consent. Proof is the module's own index
 * of occupied pages, read back after the deletion; until then a deletion is owed, and shown as owed.
 */
import type { Static } from 'typebox';
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { IntakeDeviceEvent } from '../engine/input.ts';
import { NO_DECISION, type Decision } from '../engine/module.ts';
import type { PeopleEvent } from './events.ts';
import { askerOf, checkOwnOr, knownPerson } from './identity.ts';
import { endOfFingers } from './modules.ts';
import { peopleRefusal } from './refusals.ts';
import { ENROLLERS, type GiveConsentBody, type WithdrawConsentBody } from './requests.ts';
import { credentialsOf, entry, owedBy, type PeopleState } from './state.ts';

/**
 * By the holder with the own account, or by who keeps the register with the number of the form that the holder signed.
 * Throws `PEOPLE_CONSENT_FORM` where somebody else names no form, `PEOPLE_CONSENT_STANDS` where it was given already.
 */
export function giveConsent(
  state: Readonly<PeopleState>,
  { personId, formNumber }: Static<typeof GiveConsentBody>,
  principal: Principal,
  context: Context,
): Decision {
  const { name } = knownPerson(state, personId, context);
  checkOwnOr(ENROLLERS, personId, principal);
  const by = askerOf(principal);
  if (by !== personId && formNumber === undefined) throw peopleRefusal('PEOPLE_CONSENT_FORM', { name });
  if (entry(state.consents, personId) !== undefined) throw peopleRefusal('PEOPLE_CONSENT_STANDS', { name });
  return { events: [{ type: 'people.finger-consent-given', data: { personId, by, formNumber } }] };
}

/** Ends the consent with every finger that it was given for. */
export function withdrawConsent(
  state: Readonly<PeopleState>,
  { personId, reason }: Static<typeof WithdrawConsentBody>,
  principal: Principal,
  context: Context,
): Decision {
  const { name } = knownPerson(state, personId, context);
  checkOwnOr(ENROLLERS, personId, principal);
  if (entry(state.consents, personId) === undefined && credentialsOf(state, personId).fingers.length === 0)
    throw peopleRefusal('PEOPLE_CONSENT_MISSING', { name });
  return {
    events: [
      ...fingersGivenUp(state, personId, reason),
      { type: 'people.finger-consent-withdrawn', data: { personId, by: askerOf(principal), reason } },
    ],
    effects: endOfFingers(state, personId),
  };
}

/** Throws `PEOPLE_CONSENT_MISSING` where this person has not consented to fingers being kept. */
export function checkConsent(state: Readonly<PeopleState>, personId: string, name: string): void {
  if (entry(state.consents, personId) === undefined) throw peopleRefusal('PEOPLE_CONSENT_MISSING', { name });
}

/** One line for each finger that the register gives up; the deletions themselves are `endOfFingers`. */
export function fingersGivenUp(
  state: Readonly<PeopleState>,
  personId: string,
  reason: string,
): readonly PeopleEvent[] {
  return credentialsOf(state, personId).fingers.flatMap((slot): PeopleEvent[] => {
    const finger = entry(state.fingers, slot);
    if (finger === undefined) return [];
    const { moduleId, page } = finger;
    return [{ type: 'people.finger-removed', data: { personId, moduleId, page, reason } }];
  });
}

/** Who leaves and comes back is asked anew. */
export function consentEnded(
  state: Readonly<PeopleState>,
  personId: string,
  reason: string,
): readonly PeopleEvent[] {
  if (entry(state.consents, personId) === undefined) return [];
  return [{ type: 'people.finger-consent-withdrawn', data: { personId, by: 'system', reason } }];
}

type Inspected = Extract<IntakeDeviceEvent, { kind: 'module-inspected' }>;

/** A module has told which of its pages are occupied: what was given up and is not among them is proven gone. */
export function proveErasures(state: Readonly<PeopleState>, inspected: Inspected): Decision {
  const { deviceId, moduleId, usedPages, at } = inspected;
  const proven = owedBy(state, moduleId).filter(({ page }) => !usedPages.includes(page));
  if (proven.length === 0) return NO_DECISION;
  return {
    events: proven.map(({ personId, page }) => ({
      type: 'people.finger-erased',
      data: { personId, moduleId, page, deviceId, atMs: at.epochMs },
    })),
  };
}
