/** KQ-4: persons and sections check for three days. A sheet is confirmed or objected to; each objection is answered. */
import type { Static } from 'typebox';
import type { Principal } from '../access/principal.ts';
import type { Context } from '../engine/context.ts';
import type { Decision } from '../engine/module.ts';
import { entryOf } from '../mechanisms/entry.ts';
import { bulletinRefusal } from './refusals.ts';
import type { AnswerBody, ObjectBody, StepBody } from './requests.ts';
import type { BulletinState, BulletinTrack } from './state.ts';
import { personIdOf, trackAt, trackOf } from './steps.ts';

export function confirmSheet(
  state: Readonly<BulletinState>,
  { month, version }: Static<typeof StepBody>,
  principal: Principal,
  context: Context,
): Decision {
  const track = beingChecked(state, month, version, context);
  const personId = personIdOf(principal);
  if (entryOf(track.sheets, personId) === undefined) throw bulletinRefusal('BULLETIN_UNKNOWN', { month });
  return { events: [{ type: 'bulletin.sheet-confirmed', data: { month, version, personId } }] };
}

export function object(
  state: Readonly<BulletinState>,
  { month, version, personId, text }: Static<typeof ObjectBody>,
  principal: Principal,
  context: Context,
): Decision {
  const track = beingChecked(state, month, version, context);
  const by = personIdOf(principal);
  const ownSection = context.people.person(by)?.sectionId ?? '';
  const heads = principal.kind === 'person' && principal.roles.includes('section-head');
  const sectionId = personId === undefined ? ownSection : entryOf(track.sheets, personId);
  if (sectionId === undefined) throw bulletinRefusal('BULLETIN_UNKNOWN', { month });
  if (personId !== by && !(heads && sectionId === ownSection)) throw bulletinRefusal('BULLETIN_NOT_YOURS');
  const objectionId = context.newId('objection');
  return {
    events: [
      { type: 'bulletin.objected', data: { objectionId, month, version, personId, sectionId, text, by } },
    ],
    answer: { objectionId },
  };
}

/** Checking goes on while it is drafted or returned, until the last day is over. */
function beingChecked(
  state: Readonly<BulletinState>,
  month: string,
  version: number,
  context: Context,
): Readonly<BulletinTrack> {
  const track = trackAt(state, month, ['drafted', 'returned'], version);
  if (context.now.epochMs >= track.checkUntilMs) throw bulletinRefusal('BULLETIN_CHECK_OVER', { month });
  return track;
}

export function answer(
  state: Readonly<BulletinState>,
  { month, objectionId, accepted, text }: Static<typeof AnswerBody>,
  principal: Principal,
): Decision {
  const objection = entryOf(trackOf(state, month).objections, objectionId);
  if (objection === undefined || objection.answer !== undefined)
    throw bulletinRefusal('BULLETIN_OBJECTION_UNKNOWN');
  const by = personIdOf(principal);
  if (by === objection.by || by === objection.personId) throw bulletinRefusal('BULLETIN_NOT_YOURS');
  return {
    events: [{ type: 'bulletin.objection-answered', data: { objectionId, month, accepted, text, by } }],
  };
}
