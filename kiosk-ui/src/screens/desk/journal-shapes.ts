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
  readonly actor: string;
  readonly type: string;
  readonly data: unknown;
}
export interface JournalPage {
  readonly events: readonly JournalLine[];
  readonly position: number;
}
export const isJournalPage = shapeOf<JournalPage>({
  events: listOf(
    shapeOf<JournalLine>({
      position: isNumber,
      recordedAtMs: isNumber,
      actor: isText,
      type: isText,
      data: isAnything,
    }),
  ),
  position: isNumber,
});
export interface VerifyReport {
  readonly ok: boolean;
  readonly lines: number;
  readonly root: string;
  readonly checkpoints: number;
  readonly findings: readonly unknown[];
}
export const isVerifyReport = shapeOf<VerifyReport>({
  ok: isFlag,
  lines: isNumber,
  root: isText,
  checkpoints: isNumber,
  findings: listOf(isAnything),
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
