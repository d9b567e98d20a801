/** What the people module makes of an input; each topic has its own file. Pure. */
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Input, IntakeDeviceEvent, OfficeRequest } from '../engine/input.ts';
import { NO_DECISION, type Decision } from '../engine/module.ts';
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { decideBadge, decideUnreadFinger } from './badge.ts';
import {
  ENROLMENT_LAPSES,
  WITNESS_LAPSES,
  advanceEnrolment,
  cancelEnrolment,
  endFingerEnrolments,
  lapseEnrolment,
  startEnrolment,
  witnessEnrolment,
} from './decide-enrolment.ts';
import {
  askWaiver,
  confirmPerson,
  confirmWaiver,
  endThoseWhoLeft,
  recordCredentialChange,
  recordPerson,
  withdrawPerson,
} from './decide-register.ts';
import { giveConsent, proveErasures, withdrawConsent } from './finger-privacy.ts';
import { ENROLLERS } from './requests.ts';
import { askerOf, checkOwnOr, knownPerson } from './identity.ts';
import { adoptModule, clearAdopted, deletion, tellReader, tellReaders } from './modules.ts';
import { peopleRefusal } from './refusals.ts';
import * as bodies from './requests.ts';
import { entry, slotKey, type PeopleState } from './state.ts';

export function decidePeople(state: Readonly<PeopleState>, input: Input, context: Context): Decision {
  switch (input.kind) {
    case 'badge':
      return decideBadge(state, input, context);
    case 'device':
      return decideDevice(state, input.event, context);
    case 'request':
      return input.request.type.startsWith('people.')
        ? decideRequest(state, input.request, input.principal, context)
        : NO_DECISION;
    case 'deadline':
      return isLapse(input.deadline.key) ? lapseEnrolment(state, input.deadline.key) : NO_DECISION;
    case 'recorded':
      return decideRecorded(state, input.event, context);
  }
}

function isLapse(key: string): boolean {
  return key.startsWith(ENROLMENT_LAPSES) || key.startsWith(WITNESS_LAPSES);
}

function decideDevice(state: Readonly<PeopleState>, event: IntakeDeviceEvent, context: Context): Decision {
  switch (event.kind) {
    case 'module-inspected':
      return together(clearAdopted(state, event), proveErasures(state, event));
    case 'finger-not-identified':
      return decideUnreadFinger(event, context);
    case 'enrolment-advanced':
    case 'card-enrolled':
      return advanceEnrolment(state, event, context);
    default:
      return NO_DECISION;
  }
}

function decideRecorded(state: Readonly<PeopleState>, event: RecordedEvent, context: Context): Decision {
  switch (event.type) {
    case 'system.started':
      return tellReaders(state, context);
    case 'stations.device-health':
      return tellReader(state, event, context);
    case 'system.deadline-passed':
      return event.data.key.startsWith('calendar.day-begins/')
        ? endThoseWhoLeft(state, context.officeDate)
        : NO_DECISION;
    default:
      return NO_DECISION;
  }
}

function decideRequest(
  state: Readonly<PeopleState>,
  { type, body }: OfficeRequest,
  principal: Principal,
  context: Context,
): Decision {
  switch (type) {
    case 'people.record-person':
      return recordPerson(state, readBody(bodies.PersonBody, body), principal, context);
    case 'people.record-section':
      return { events: [{ type: 'people.section-recorded', data: readBody(bodies.SectionBody, body) }] };
    case 'people.confirm-person':
      return confirmPerson(state, readBody(bodies.ProposalBody, body).proposalId, principal, context);
    case 'people.withdraw-person':
      return withdrawPerson(state, readBody(bodies.ProposalBody, body).proposalId, principal);
    case 'people.start-enrolment':
      return startEnrolment(state, readBody(bodies.StartEnrolmentBody, body), principal, context);
    case 'people.cancel-enrolment':
      return cancelEnrolment(state, readBody(bodies.EnrolmentBody, body).enrolmentId);
    case 'people.witness-enrolment':
      return witnessEnrolment(state, readBody(bodies.EnrolmentBody, body).enrolmentId, principal, context);
    default:
      return decideIdentityRequest(state, { type, body }, principal, context);
  }
}

function decideIdentityRequest(
  state: Readonly<PeopleState>,
  { type, body }: OfficeRequest,
  principal: Principal,
  context: Context,
): Decision {
  switch (type) {
    case 'people.stop-card':
      return stopCard(state, readBody(bodies.StopCardBody, body), principal);
    case 'people.remove-finger':
      return removeFinger(state, readBody(bodies.RemoveFingerBody, body), principal);
    case 'people.give-finger-consent':
      return giveConsent(state, readBody(bodies.GiveConsentBody, body), principal, context);
    case 'people.withdraw-finger-consent': {
      const withdrawal = readBody(bodies.WithdrawConsentBody, body);
      return together(
        withdrawConsent(state, withdrawal, principal, context),
        endFingerEnrolments(state, withdrawal.personId),
      );
    }
    case 'people.adopt-module':
      return adoptModule(state, readBody(bodies.AdoptModuleBody, body), principal, context);
    case 'people.waive-identity-wait':
      return askWaiver(state, readBody(bodies.WaiveBody, body), principal, context);
    case 'people.confirm-waiver':
      return confirmWaiver(state, readBody(bodies.PersonOnlyBody, body).personId, principal, context);
    case 'people.revoke-sessions': {
      const { personId } = readBody(bodies.PersonOnlyBody, body);
      knownPerson(state, personId, context);
      checkOwnOr(['system-admin'], personId, principal);
      return { events: [{ type: 'people.sessions-revoked', data: { personId, by: askerOf(principal) } }] };
    }
    case 'people.record-sign-in':
      return {
        events: [{ type: 'people.signed-in-to-desk', data: readBody(bodies.PersonOnlyBody, body) }],
      };
    case 'people.record-sign-in-refused':
      return {
        events: [{ type: 'people.sign-in-refused', data: readBody(bodies.SignInRefusedBody, body) }],
      };
    case 'people.record-credential-change':
      return recordCredentialChange(state, readBody(bodies.CredentialChangeBody, body), principal, context);
    default:
      return NO_DECISION;
  }
}

function together(one: Decision, other: Decision): Decision {
  return {
    events: [...one.events, ...other.events],
    effects: [...(one.effects ?? []), ...(other.effects ?? [])],
  };
}

interface CardStop {
  readonly personId: string;
  readonly cardRef: string;
  readonly reason: string;
}

function stopCard(
  state: Readonly<PeopleState>,
  { personId, cardRef, reason }: CardStop,
  principal: Principal,
): Decision {
  checkOwnOr(ENROLLERS, personId, principal);
  const card = entry(state.cards, cardRef);
  if (card?.personId !== personId || card.stopped !== undefined) throw peopleRefusal('PEOPLE_CARD_UNKNOWN');
  return { events: [{ type: 'people.card-stopped', data: { personId, cardRef, reason } }] };
}

interface FingerRemoval {
  readonly personId: string;
  readonly moduleId: string;
  readonly page: number;
  readonly reason: string;
}

function removeFinger(state: Readonly<PeopleState>, removal: FingerRemoval, principal: Principal): Decision {
  const { personId, moduleId, page } = removal;
  checkOwnOr(ENROLLERS, personId, principal);
  if (entry(state.fingers, slotKey(moduleId, page))?.personId !== personId)
    throw peopleRefusal('PEOPLE_FINGER_UNKNOWN');
  return {
    events: [{ type: 'people.finger-removed', data: removal }],
    effects: deletion(state, moduleId, [page]),
  };
}
