/** Guards of `attendance.outages` and `attendance.outage-effect`. */
import { isFlag, isNumber, isText, listOf, orNothing, shapeOf } from '../../connection/shape.ts';
import { isVerdict, type Verdict } from './attendance-shapes.ts';

/** Judged otherwise with a declaration than without. */
export interface Affected {
  readonly personId: string;
  readonly name: string;
  readonly before: Verdict;
  readonly after: Verdict;
}
const isAffectedList = listOf(
  shapeOf<Affected>({ personId: isText, name: isText, before: isVerdict, after: isVerdict }),
);
export interface Effect {
  readonly affected: readonly Affected[];
}
export const isEffect = shapeOf<Effect>({ affected: isAffectedList });

/** Office times with seconds; `settles`: who is 待核 is excused by it. */
export interface Outage {
  readonly outageId: string;
  readonly deviceName: string;
  readonly from: string;
  readonly to: string;
  readonly settles: boolean;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedByName: string;
}
const OUTAGE = {
  outageId: isText,
  deviceName: isText,
  from: isText,
  to: isText,
  settles: isFlag,
  reason: isText,
  proposedBy: isText,
  proposedByName: isText,
};
export interface WaitingOutage extends Outage {
  readonly officeDate: string;
  readonly affected: readonly Affected[];
}
export interface DeclaredOutage extends Outage {
  readonly confirmedByName: string;
}

export interface PaperLine {
  readonly personId: string;
  readonly name: string | undefined;
  readonly time: string;
  readonly standing: { readonly verdict: Verdict | undefined };
}
const LINE = {
  personId: isText,
  name: orNothing(isText),
  time: isText,
  standing: shapeOf<PaperLine['standing']>({ verdict: orNothing(isVerdict) }),
};
export interface SignedLine extends PaperLine {
  readonly enteredByName: string;
  readonly confirmedByName: string;
}
export interface PaperLot {
  readonly lotId: string;
  readonly officeDate: string;
  readonly deviceName: string;
  readonly enteredBy: string;
  readonly enteredByName: string;
  readonly lines: readonly PaperLine[];
}
export interface DownReader {
  readonly deviceId: string;
  readonly name: string;
  readonly stationName: string | undefined;
  readonly down: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
}
export interface OpenPerson {
  readonly personId: string;
  readonly name: string;
  readonly sectionName: string | undefined;
  readonly why: readonly string[];
}
export interface OutageDay {
  readonly date: string;
  /** The day can still be settled as a whole. */
  readonly open: boolean;
  readonly readers: readonly DownReader[];
  readonly waiting: readonly WaitingOutage[];
  readonly declared: readonly DeclaredOutage[];
  readonly lots: readonly PaperLot[];
  readonly signedLines: readonly SignedLine[];
  readonly stillOpen: readonly OpenPerson[];
}
export const isOutageDay = shapeOf<OutageDay>({
  date: isText,
  open: isFlag,
  readers: listOf(
    shapeOf<DownReader>({
      deviceId: isText,
      name: isText,
      stationName: orNothing(isText),
      down: listOf(shapeOf<DownReader['down'][number]>({ from: isText, to: isText, reason: isText })),
    }),
  ),
  waiting: listOf(shapeOf<WaitingOutage>({ ...OUTAGE, officeDate: isText, affected: isAffectedList })),
  declared: listOf(shapeOf<DeclaredOutage>({ ...OUTAGE, confirmedByName: isText })),
  lots: listOf(
    shapeOf<PaperLot>({
      lotId: isText,
      officeDate: isText,
      deviceName: isText,
      enteredBy: isText,
      enteredByName: isText,
      lines: listOf(shapeOf<PaperLine>(LINE)),
    }),
  ),
  signedLines: listOf(shapeOf<SignedLine>({ ...LINE, enteredByName: isText, confirmedByName: isText })),
  stillOpen: listOf(
    shapeOf<OpenPerson>({
      personId: isText,
      name: isText,
      sectionName: orNothing(isText),
      why: listOf(isText),
    }),
  ),
});
export interface CardSpots {
  readonly withinSeconds: number;
  readonly people: readonly {
    readonly personId: string;
    readonly name: string | undefined;
    readonly sectionName: string | undefined;
    readonly mornings: number;
    readonly byCard: number;
    readonly cardOnly: boolean;
    readonly temporaryCard: boolean;
  }[];
  readonly pairs: readonly CardPair[];
}
export interface CardPair {
  readonly people: readonly {
    readonly personId: string;
    readonly name: string | undefined;
    readonly sectionName: string | undefined;
  }[];
  readonly times: number;
  readonly occasions: readonly {
    readonly officeDate: string;
    readonly time: string;
    readonly seconds: number;
  }[];
}
export const isCardSpots = shapeOf<CardSpots>({
  withinSeconds: isNumber,
  people: listOf(
    shapeOf<CardSpots['people'][number]>({
      personId: isText,
      name: orNothing(isText),
      sectionName: orNothing(isText),
      mornings: isNumber,
      byCard: isNumber,
      cardOnly: isFlag,
      temporaryCard: isFlag,
    }),
  ),
  pairs: listOf(
    shapeOf<CardPair>({
      people: listOf(
        shapeOf<CardPair['people'][number]>({
          personId: isText,
          name: orNothing(isText),
          sectionName: orNothing(isText),
        }),
      ),
      times: isNumber,
      occasions: listOf(
        shapeOf<CardPair['occasions'][number]>({ officeDate: isText, time: isText, seconds: isNumber }),
      ),
    }),
  ),
});
