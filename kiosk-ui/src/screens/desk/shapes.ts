/** Guards of the views that the desk reads over HTTP; only the fields that it shows. */
import {
  isFlag,
  isNumber,
  isText,
  listOf,
  oneOf,
  orNothing,
  shapeOf,
  type Guard,
} from '../../connection/shape.ts';

export interface SessionAnswer {
  readonly signedIn: boolean;
  readonly setupNeeded: boolean;
  /** Accounts to try stand on the bench page. */
  readonly demo: boolean;
  /** Of whoever is signed in. */
  readonly personId: string | undefined;
  readonly section: string | undefined;
  readonly session: SessionTimes | undefined;
}
export interface SessionTimes {
  readonly ageMs: number;
  readonly endsInMs: number;
  /** Without use for so long, it ends sooner. */
  readonly idleMaxMs: number;
}
export const isSessionAnswer = shapeOf<SessionAnswer>({
  signedIn: isFlag,
  setupNeeded: isFlag,
  demo: isFlag,
  personId: orNothing(isText),
  section: orNothing(isText),
  session: orNothing(shapeOf<SessionTimes>({ ageMs: isNumber, endsInMs: isNumber, idleMaxMs: isNumber })),
});

export interface ListedPerson {
  readonly personId: string;
  readonly name: string;
  readonly rank: number;
  readonly sectionId: string;
  readonly post: string;
  readonly roles: readonly string[];
  readonly cardCount: number;
  readonly fingerCount: number;
}
const LISTED = {
  personId: isText,
  name: isText,
  rank: isNumber,
  sectionId: isText,
  post: isText,
  roles: listOf(isText),
  cardCount: isNumber,
  fingerCount: isNumber,
};
export const isPeopleList = listOf(shapeOf<ListedPerson>(LISTED));

export interface HeldCard {
  readonly cardRef: string;
  readonly format: string;
  readonly temporary: boolean;
  readonly cabinetFromMs: number;
  readonly stopped: string | undefined;
}
export interface HeldFinger {
  readonly moduleId: string;
  readonly page: number;
  readonly finger: string;
  /** The reader that has its module; none where that has been replaced. */
  readonly deviceId: string | undefined;
  readonly cabinetFromMs: number;
  readonly disabled: boolean;
}
export interface FingerConsentGiven {
  readonly givenAtMs: number;
  readonly by: string;
  readonly formNumber: string | undefined;
}
export interface FingerErasure {
  readonly moduleId: string;
  readonly page: number;
  readonly finger: string;
  readonly reason: string;
  readonly removedAtMs: number;
  readonly erasedAtMs: number | undefined;
}
export interface PersonDetail extends ListedPerson {
  readonly sectionName: string | undefined;
  readonly joinedOn: string;
  readonly leftOn: string | undefined;
  readonly hasPin: boolean;
  readonly hasPassword: boolean;
  readonly waitsForCabinet: boolean | undefined;
  readonly cards: readonly HeldCard[] | undefined;
  readonly fingers: readonly HeldFinger[] | undefined;
  readonly consent: FingerConsentGiven | undefined;
  readonly erasures: readonly FingerErasure[] | undefined;
}
export const isPersonDetail = shapeOf<PersonDetail>({
  ...LISTED,
  sectionName: orNothing(isText),
  joinedOn: isText,
  leftOn: orNothing(isText),
  hasPin: isFlag,
  hasPassword: isFlag,
  waitsForCabinet: orNothing(isFlag),
  cards: orNothing(
    listOf(
      shapeOf<HeldCard>({
        cardRef: isText,
        format: isText,
        temporary: isFlag,
        cabinetFromMs: isNumber,
        stopped: orNothing(isText),
      }),
    ),
  ),
  fingers: orNothing(
    listOf(
      shapeOf<HeldFinger>({
        moduleId: isText,
        page: isNumber,
        finger: isText,
        deviceId: orNothing(isText),
        cabinetFromMs: isNumber,
        disabled: isFlag,
      }),
    ),
  ),
  consent: orNothing(
    shapeOf<FingerConsentGiven>({ givenAtMs: isNumber, by: isText, formNumber: orNothing(isText) }),
  ),
  erasures: orNothing(
    listOf(
      shapeOf<FingerErasure>({
        moduleId: isText,
        page: isNumber,
        finger: isText,
        reason: isText,
        removedAtMs: isNumber,
        erasedAtMs: orNothing(isNumber),
      }),
    ),
  ),
});
export interface Section {
  readonly sectionId: string;
  readonly name: string;
  readonly order: number;
}
export const isSections = listOf(shapeOf<Section>({ sectionId: isText, name: isText, order: isNumber }));

export interface ListedDevice {
  readonly deviceId: string;
  readonly stationId: string;
  readonly kind: string;
  readonly model: string;
  readonly name: string;
  readonly health: 'unknown' | 'online' | 'degraded' | 'offline';
  readonly reason: string;
  readonly sinceMs: number;
}
export interface StationList {
  readonly stations: readonly {
    readonly stationId: string;
    readonly station: string;
    readonly name: string;
  }[];
  readonly devices: readonly ListedDevice[];
  readonly pairings: readonly {
    readonly pairingId: string;
    readonly stationId: string;
    readonly by: string;
    readonly sinceMs: number;
  }[];
}
export const isStationList = shapeOf<StationList>({
  stations: listOf(
    shapeOf<StationList['stations'][number]>({ stationId: isText, station: isText, name: isText }),
  ),
  devices: listOf(
    shapeOf<ListedDevice>({
      deviceId: isText,
      stationId: isText,
      kind: isText,
      model: isText,
      name: isText,
      health: oneOf('unknown', 'online', 'degraded', 'offline'),
      reason: isText,
      sinceMs: isNumber,
    }),
  ),
  pairings: listOf(
    shapeOf<StationList['pairings'][number]>({
      pairingId: isText,
      stationId: isText,
      by: isText,
      sinceMs: isNumber,
    }),
  ),
});

export interface CallRow {
  readonly callId: string;
  readonly lineName: string;
  readonly time: string;
  readonly class: string;
  readonly apart: string | undefined;
  readonly rings: number;
  readonly waitMs: number | undefined;
  readonly answeredBy: string | undefined;
  readonly number: string | undefined;
  readonly matter: string | undefined;
}
export interface CallDay {
  readonly calls: readonly CallRow[];
  readonly log: readonly {
    readonly id: string;
    readonly kind: string;
    readonly time: string;
    readonly from: string | undefined;
    readonly matter: string | undefined;
  }[];
}
export const isCallDay = shapeOf<CallDay>({
  calls: listOf(
    shapeOf<CallRow>({
      callId: isText,
      lineName: isText,
      time: isText,
      class: isText,
      apart: orNothing(isText),
      rings: isNumber,
      waitMs: orNothing(isNumber),
      answeredBy: orNothing(isText),
      number: orNothing(isText),
      matter: orNothing(isText),
    }),
  ),
  log: listOf(
    shapeOf<CallDay['log'][number]>({
      id: isText,
      kind: isText,
      time: isText,
      from: orNothing(isText),
      matter: orNothing(isText),
    }),
  ),
});

interface NamedPerson {
  readonly personId: string;
  readonly name: string;
}
const isNamedPerson = shapeOf<NamedPerson>({ personId: isText, name: isText });
export interface RosterRow {
  readonly officeDate: string;
  readonly shiftId: string;
  readonly shiftName: string;
  readonly from: string;
  readonly to: string;
  readonly leader: NamedPerson | undefined;
  readonly officers: readonly NamedPerson[];
  readonly driver: NamedPerson | undefined;
}
export interface Roster {
  readonly rows: readonly RosterRow[];
}
export const isRoster = shapeOf<Roster>({
  rows: listOf(
    shapeOf<RosterRow>({
      officeDate: isText,
      shiftId: isText,
      shiftName: isText,
      from: isText,
      to: isText,
      leader: orNothing(isNamedPerson),
      officers: listOf(isNamedPerson),
      driver: orNothing(isNamedPerson),
    }),
  ),
});

export interface PairingCode {
  readonly code: string;
}
export const isPairingCode = shapeOf<PairingCode>({ code: isText });
export const isEnrolmentAnswer = shapeOf<{ enrolmentId: string }>({ enrolmentId: isText });
/** For answers that a page does not read. */
export const isIgnored: Guard<unknown> = (_value): _value is unknown => true;
