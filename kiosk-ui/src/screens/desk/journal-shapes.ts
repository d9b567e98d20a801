/** Guards of the journal's pages and its verification, as the desk reads them over HTTP. */
import {
  isAnything,
  isFlag,
  isNumber,
  isText,
  listOf,
  oneOf,
  orNothing,
  shapeOf,
} from '../../connection/shape.ts';

export interface JournalLine {
  readonly position: number;
  readonly recordedAtMs: number;
  readonly officeDate: string;
  readonly actor: string;
  /** Position of the line that this one follows from. */
  readonly cause: number | undefined;
  readonly type: string;
  readonly data: unknown;
}
export interface JournalFind {
  /** Latest first. */
  readonly events: readonly JournalLine[];
  readonly position: number;
  readonly searchedTo: number;
}
export const isJournalFind = shapeOf<JournalFind>({
  events: listOf(
    shapeOf<JournalLine>({
      position: isNumber,
      recordedAtMs: isNumber,
      officeDate: isText,
      actor: isText,
      cause: orNothing(isNumber),
      type: isText,
      data: isAnything,
    }),
  ),
  position: isNumber,
  searchedTo: isNumber,
});
export interface PersonName {
  readonly personId: string;
  readonly name: string;
}
export const isPersonNames = listOf(shapeOf<PersonName>({ personId: isText, name: isText }));

export interface Finding {
  readonly kind: string;
  readonly position: number | undefined;
  readonly size: number | undefined;
}
export interface VerifyReport {
  readonly ok: boolean;
  readonly lines: number;
  readonly root: string;
  readonly checkpoints: number;
  readonly findings: readonly Finding[];
}
export const isVerifyReport = shapeOf<VerifyReport>({
  ok: isFlag,
  lines: isNumber,
  root: isText,
  checkpoints: isNumber,
  findings: listOf(
    shapeOf<Finding>({ kind: isText, position: orNothing(isNumber), size: orNothing(isNumber) }),
  ),
});
export interface Verification {
  readonly state: 'none' | 'running' | 'done' | 'failed';
  readonly checked: number | undefined;
  readonly total: number | undefined;
  readonly result: unknown;
  readonly reason: string | undefined;
}
export const isVerification = shapeOf<Verification>({
  state: oneOf('none', 'running', 'done', 'failed'),
  checked: orNothing(isNumber),
  total: orNothing(isNumber),
  result: isAnything,
  reason: orNothing(isText),
});
