/** Bulletins under way, which months were issued, and every word that was printed. Changed only by `evolveBulletin`. */
import type { RecordedEvent } from '../engine/recorded-event.ts';
import { keyOf, printedWords } from './content.ts';
import type { BulletinEvent, BulletinHead, PrintedAs } from './events.ts';

export type BulletinStage = 'drafted' | 'returned' | 'reviewed' | 'signed' | 'issued';

export interface Objection {
  readonly objectionId: string;
  readonly version: number;
  readonly personId: string | undefined;
  readonly sectionId: string;
  readonly text: string;
  readonly by: string;
  readonly atMs: number;
  readonly answer:
    | { readonly accepted: boolean; readonly text: string; readonly by: string; readonly atMs: number }
    | undefined;
}
export interface BulletinStep {
  readonly by: string;
  readonly atMs: number;
  readonly remark: string;
}

export interface BulletinTrack {
  readonly month: string;
  version: number;
  stage: BulletinStage;
  sha256: string;
  layout: number;
  people: number;
  corrections: number;
  draftedBy: string;
  draftedAtMs: number;
  checkUntilMs: number;
  /** The days for checking are over. */
  checkOver: boolean;
  reviewed: BulletinStep | undefined;
  signed: BulletinStep | undefined;
  /** Why it came back, if it did. */
  returned: BulletinStep | undefined;
  objections: Record<string, Objection>;
  /** Who confirmed the sheet, with the version. */
  confirmed: Record<string, number>;
  /** Sections' people of the present version, to tell who has a sheet. */
  sheets: Record<string, string>;
}
export interface IssuedBulletin {
  readonly month: string;
  readonly number: number;
  readonly issuedAtMs: number;
  readonly issuedBy: string;
  readonly sha256: string;
  readonly head: BulletinHead | undefined;
  /** Titles of the activities that were printed, by activity. */
  readonly titles: Readonly<Record<string, string>>;
}

/** What a draft would print, kept until it is issued or made again. */
interface DraftWords {
  version: number;
  /** By person: what each word is about, and the word. */
  words: Record<string, Record<string, PrintedAs>>;
  /** Words of earlier bulletins that this one corrects. */
  corrected: { personId: string; key: string; now: PrintedAs | undefined }[];
  titles: Record<string, string>;
  sheets: Record<string, string>;
}

export interface BulletinState {
  /** Office date of the first start: of months before it nothing is known. */
  firstDate: string | undefined;
  /** By month, `2026-10`. */
  tracks: Record<string, BulletinTrack>;
  issued: Record<string, IssuedBulletin>;
  /** By person: every word that stands printed, corrections taken in. */
  printed: Record<string, Record<string, PrintedAs>>;
  drafts: Record<string, DraftWords>;
  /** Months whose day of issue has come. */
  dueMonths: string[];
}

/** Months remembered as due: a reminder is for the last one. */
const DUE_KEPT = 12;

export function initialBulletin(): BulletinState {
  return { firstDate: undefined, tracks: {}, issued: {}, printed: {}, drafts: {}, dueMonths: [] };
}

export const ISSUE_DUE = 'bulletin.issue-due/';
export const CHECK_ENDS = 'bulletin.check-ends/';

export function evolveBulletin(state: BulletinState, event: RecordedEvent): void {
  switch (event.type) {
    case 'system.started':
      state.firstDate ??= event.officeDate;
      return;
    case 'system.deadline-passed': {
      const { key } = event.data;
      if (key.startsWith(ISSUE_DUE))
        state.dueMonths = [...state.dueMonths, key.slice(ISSUE_DUE.length)].slice(-DUE_KEPT);
      if (!key.startsWith(CHECK_ENDS)) return;
      const track = state.tracks[key.slice(CHECK_ENDS.length)];
      if (track !== undefined) track.checkOver = true;
      return;
    }
    case 'bulletin.page-drafted':
      takePage(state, event.data);
      return;
    case 'bulletin.drafted':
      takeDraft(state, event.data, event.recordedAtMs);
      return;
    case 'bulletin.issued':
      takeIssue(state, event.data, event.recordedAtMs);
      return;
    default:
      if (event.type.startsWith('bulletin.')) evolveTrack(state, event);
  }
}

type Of<Type extends BulletinEvent['type']> = Extract<BulletinEvent, { readonly type: Type }>['data'];

function takePage(state: BulletinState, page: Of<'bulletin.page-drafted'>): void {
  const { month, version, lines, corrections } = page;
  const known = state.drafts[month];
  const draft =
    known?.version === version
      ? known
      : (state.drafts[month] = { version, words: {}, corrected: [], titles: {}, sheets: {} });
  for (const line of lines) {
    const words = printedWords(line);
    if (words.size > 0) draft.words[line.personId] = Object.fromEntries(words);
    draft.sheets[line.personId] = line.sectionId;
    for (const { source, title } of line.others) draft.titles[source] = title;
  }
  for (const { personId, officeDate, source, now, title } of corrections) {
    draft.corrected.push({ personId, key: keyOf(officeDate, source), now });
    if (title !== '') draft.titles[source] = title;
  }
}

function takeDraft(state: BulletinState, drafted: Of<'bulletin.drafted'>, atMs: number): void {
  const { month, version, sha256, layout, people, corrections, draftedBy, checkUntilMs } = drafted;
  const before = state.tracks[month];
  state.tracks[month] = {
    month,
    version,
    stage: 'drafted',
    sha256,
    layout,
    people,
    corrections,
    draftedBy,
    draftedAtMs: atMs,
    checkUntilMs,
    checkOver: before?.checkOver ?? false,
    reviewed: undefined,
    signed: undefined,
    returned: before?.returned,
    objections: before?.objections ?? {},
    confirmed: before?.confirmed ?? {},
    sheets: state.drafts[month]?.sheets ?? {},
  };
}

function takeIssue(state: BulletinState, issue: Of<'bulletin.issued'>, issuedAtMs: number): void {
  const { month, number, issuedBy, sha256, head } = issue;
  const track = state.tracks[month];
  if (track !== undefined) {
    track.stage = 'issued';
    // Whoever asks later reads the register; ten thousand names a month would be kept for nothing.
    track.sheets = {};
    track.confirmed = {};
  }
  const draft = state.drafts[month];
  for (const [personId, words] of Object.entries(draft?.words ?? {}))
    state.printed[personId] = { ...state.printed[personId], ...words };
  for (const { personId, key, now } of draft?.corrected ?? []) {
    const own = { ...state.printed[personId] };
    if (now === undefined) delete own[key];
    else own[key] = now;
    state.printed[personId] = own;
  }
  state.issued[month] = {
    month,
    number,
    issuedAtMs,
    issuedBy,
    sha256,
    head,
    titles: draft?.titles ?? {},
  };
  delete state.drafts[month];
}

function evolveTrack(state: BulletinState, event: RecordedEvent): void {
  switch (event.type) {
    case 'bulletin.sheet-confirmed': {
      const track = state.tracks[event.data.month];
      if (track !== undefined) track.confirmed[event.data.personId] = event.data.version;
      return;
    }
    case 'bulletin.objected': {
      const { objectionId, month, version, personId, sectionId, text, by } = event.data;
      const atMs = event.recordedAtMs;
      const track = state.tracks[month];
      if (track === undefined) return;
      const answer = undefined;
      track.objections[objectionId] = { objectionId, version, personId, sectionId, text, by, atMs, answer };
      return;
    }
    case 'bulletin.objection-answered': {
      const { objectionId, month, accepted, text, by } = event.data;
      const track = state.tracks[month];
      const objection = track?.objections[objectionId];
      if (track === undefined || objection === undefined) return;
      const answer = { accepted, text, by, atMs: event.recordedAtMs };
      track.objections[objectionId] = { ...objection, answer };
      return;
    }
    case 'bulletin.reviewed':
    case 'bulletin.signed': {
      const { month, approved, remark, by } = event.data;
      const track = state.tracks[month];
      if (track === undefined) return;
      const step = { by, atMs: event.recordedAtMs, remark };
      if (!approved) {
        track.stage = 'returned';
        track.returned = step;
      } else if (event.type === 'bulletin.reviewed') {
        track.stage = 'reviewed';
        track.reviewed = step;
      } else {
        track.stage = 'signed';
        track.signed = step;
      }
      return;
    }
    default:
      return;
  }
}
