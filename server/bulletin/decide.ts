/** KQ-4 step by step. Each step names the draft that was looked at; drafting, reviewing and signing are three people's. */
import type { Static } from 'typebox';
import type { Principal } from '../access/principal.ts';
import { sha256Of } from '../digest.ts';
import type { Context } from '../engine/context.ts';
import type { Input, OfficeRequest } from '../engine/input.ts';
import { NO_DECISION, type Decision } from '../engine/module.ts';
import type { OfficeEvent } from '../engine/recorded-event.ts';
import { readBody } from '../mechanisms/request-body.ts';
import { answer, confirmSheet, object } from './checking.ts';
import { correctionsOf, linesOf } from './content.ts';
import type { BulletinCorrection, BulletinLine } from './events.ts';
import { canonicalCsv, LAYOUT } from './layout.ts';
import { bulletinRefusal } from './refusals.ts';
import { AnswerBody, DecideBody, DraftBody, ObjectBody, StepBody } from './requests.ts';
import { checkUntilMs } from './schedule.ts';
import type { BulletinState } from './state.ts';
import { mayDecideAsDirector, personIdOf, trackAt } from './steps.ts';

export function decideBulletin(state: Readonly<BulletinState>, input: Input, context: Context): Decision {
  if (input.kind !== 'request' || !input.request.type.startsWith('bulletin.')) return NO_DECISION;
  return decideRequest(state, input.request, input.principal, context);
}

function decideRequest(
  state: Readonly<BulletinState>,
  { type, body }: OfficeRequest,
  principal: Principal,
  context: Context,
): Decision {
  switch (type) {
    case 'bulletin.draft':
      return draft(state, readBody(DraftBody, body).month, principal, context);
    case 'bulletin.confirm-sheet':
      return confirmSheet(state, readBody(StepBody, body), principal, context);
    case 'bulletin.object':
      return object(state, readBody(ObjectBody, body), principal, context);
    case 'bulletin.answer':
      return answer(state, readBody(AnswerBody, body), principal);
    case 'bulletin.review':
      return review(state, readBody(DecideBody, body), principal, context);
    case 'bulletin.sign':
      return sign(state, readBody(DecideBody, body), principal, context);
    case 'bulletin.issue':
      return issue(state, readBody(StepBody, body), principal, context);
    default:
      return NO_DECISION;
  }
}

function draft(
  state: Readonly<BulletinState>,
  month: string,
  principal: Principal,
  context: Context,
): Decision {
  const kept = state.firstDate !== undefined && state.firstDate.slice(0, 7) <= month;
  if (!kept || month >= context.officeDate.slice(0, 7))
    throw bulletinRefusal('BULLETIN_MONTH_OPEN', { month });
  const before = state.tracks[month];
  if (before !== undefined) trackAt(state, month, ['drafted', 'returned']);
  const lines = linesOf(month, context);
  const corrections = correctionsOf(state, context);
  const version = (before?.version ?? 0) + 1;
  const sha256 = sha256Of(canonicalCsv({ month, lines, corrections }));
  const pages = pagesOf(lines, corrections);
  return {
    events: [
      ...pages.map((page, at): OfficeEvent => ({
        type: 'bulletin.page-drafted',
        data: { month, version, page: at + 1, ...page },
      })),
      {
        type: 'bulletin.drafted',
        data: {
          month,
          version,
          pages: pages.length,
          people: lines.length,
          corrections: corrections.length,
          sha256,
          layout: LAYOUT,
          draftedBy: personIdOf(principal),
          checkUntilMs: before?.checkUntilMs ?? checkUntilMs(context.officeDate, context),
        },
      },
    ],
    answer: { version, sha256 },
  };
}

interface Page {
  readonly lines: BulletinLine[];
  readonly corrections: BulletinCorrection[];
}
/** Characters of a page as JSON; at most three bytes each, a line of the journal has 65,535. */
const PAGE_LENGTH_MAX = 20_000;

function pagesOf(
  lines: readonly BulletinLine[],
  corrections: readonly BulletinCorrection[],
): readonly Page[] {
  const pages: Page[] = [];
  let room = 0;
  const pageFor = (entry: object): Page => {
    const { length } = JSON.stringify(entry);
    const last = pages.at(-1);
    if (last !== undefined && room >= length) {
      room -= length;
      return last;
    }
    const fresh: Page = { lines: [], corrections: [] };
    pages.push(fresh);
    room = PAGE_LENGTH_MAX - length;
    return fresh;
  };
  for (const line of lines) pageFor(line).lines.push(line);
  for (const correction of corrections) pageFor(correction).corrections.push(correction);
  return pages;
}

type Decided = Static<typeof DecideBody>;

function review(
  state: Readonly<BulletinState>,
  { month, version, approved, remark }: Decided,
  principal: Principal,
  context: Context,
): Decision {
  const track = trackAt(state, month, ['drafted'], version);
  const by = personIdOf(principal);
  if (by === track.draftedBy) throw bulletinRefusal('BULLETIN_SECOND_PERSON');
  if (approved) {
    if (context.now.epochMs < track.checkUntilMs) {
      const until = context.time.dateOf(track.checkUntilMs - 1);
      throw bulletinRefusal('BULLETIN_CHECKING', { month, until });
    }
    const open = Object.values(track.objections).filter((objection) => objection.answer === undefined);
    if (open.length > 0) throw bulletinRefusal('BULLETIN_OBJECTIONS_OPEN', { month, count: open.length });
  }
  return { events: [{ type: 'bulletin.reviewed', data: { month, version, approved, remark, by } }] };
}

function sign(
  state: Readonly<BulletinState>,
  { month, version, approved, remark }: Decided,
  principal: Principal,
  context: Context,
): Decision {
  const track = trackAt(state, month, ['reviewed'], version);
  const by = personIdOf(principal);
  if (!mayDecideAsDirector(principal, context)) throw bulletinRefusal('BULLETIN_DIRECTORS');
  if (by === track.draftedBy || by === track.reviewed?.by) throw bulletinRefusal('BULLETIN_SECOND_PERSON');
  return { events: [{ type: 'bulletin.signed', data: { month, version, approved, remark, by } }] };
}

function issue(
  state: Readonly<BulletinState>,
  { month, version }: Static<typeof StepBody>,
  principal: Principal,
  context: Context,
): Decision {
  const { sha256, layout } = trackAt(state, month, ['signed'], version);
  const year = context.officeDate.slice(0, 4);
  const number =
    Object.values(state.issued).filter(({ issuedAtMs }) => context.time.dateOf(issuedAtMs).startsWith(year))
      .length + 1;
  const issuedBy = personIdOf(principal);
  const head = context.journalHead();
  return {
    events: [{ type: 'bulletin.issued', data: { month, version, number, issuedBy, sha256, layout, head } }],
    answer: { number, sha256 },
  };
}
