/** Guards of the contract's values that every screen and the entrance and duty screens read. */
import type {
  BadgeValue,
  BoardValue,
  CallValue,
  DayValue,
  DeviceStripEntry,
  DutyOfferValue,
  EdgesValue,
  FiguresValue,
  CallBackValue,
  LineValue,
  LogValue,
  NextShiftValue,
  NoticesValue,
  OfficeValue,
  OnDutyValue,
  ReaderValue,
  RollcallBadgeValue,
  RollcallValue,
  RowValue,
  SectionValue,
  SoundValue,
  TallyValue,
  TonightValue,
  TotalsValue,
} from '../../../server/contract/screens.ts';
import { isFlag, isNumber, isParams, isText, listOf, oneOf, orNothing, shapeOf } from './shape.ts';

export const isOffice = shapeOf<OfficeValue>({
  officeName: isText,
  stationName: isText,
  zone: isText,
  version: isText,
  virtualHardware: isFlag,
});
export const isDay = shapeOf<DayValue>({
  officeDate: isText,
  kind: oneOf('workday', 'make-up-workday', 'rest-day', 'holiday', 'not-published'),
  holidayName: orNothing(isText),
});
export const isSound = shapeOf<SoundValue>({ volume: isNumber, ring: isFlag });
export const isDevices = listOf(
  shapeOf<DeviceStripEntry>({
    deviceId: isText,
    name: isText,
    lamp: oneOf('online', 'offline', 'unknown', 'degraded'),
    reason: isText,
    sinceMs: isNumber,
  }),
);

export const isEdges = shapeOf<EdgesValue>({
  signInOpensMs: isNumber,
  bandFromMs: isNumber,
  lateFromMs: isNumber,
  absentFromMs: isNumber,
  lateFrom: isText,
  absentFrom: isText,
  judged: isFlag,
});
export const isTotals = shapeOf<TotalsValue>({
  expected: isNumber,
  signed: isNumber,
  onLeave: isNumber,
  away: isNumber,
  notSigned: isNumber,
});

const BOARD_STATES = [
  'not-yet',
  'on-time',
  'late',
  'after-edge',
  'not-signed-in',
  'on-leave',
  'away-on-duty',
  'on-duty-shift',
  'explained',
  'open',
  'not-expected',
  'at-post',
] as const;
export const isBadge = shapeOf<BadgeValue>({
  id: isText,
  name: isText,
  time: isText,
  atMs: isNumber,
  by: oneOf('finger', 'card'),
  state: oneOf(...BOARD_STATES, 'already-signed', 'recorded'),
  remark: orNothing(isText),
});
export const isBoard = shapeOf<BoardValue>({
  shown: oneOf('never', 'after-badge', 'always'),
  visibleUntilMs: orNothing(isNumber),
});
export const isSection = shapeOf<SectionValue>({ sectionId: isText, name: isText, order: isNumber });
export const isRow = shapeOf<RowValue>({
  personId: isText,
  name: isText,
  sectionId: isText,
  rank: isNumber,
  state: oneOf(...BOARD_STATES),
  time: orNothing(isText),
});
export const isTonight = shapeOf<TonightValue>({
  from: isText,
  to: isText,
  rows: listOf(
    shapeOf<TonightValue['rows'][number]>({
      role: oneOf('leader', 'officer', 'driver'),
      name: isText,
      remark: isText,
    }),
  ),
});
export const isReader = shapeOf<ReaderValue>({
  state: oneOf('ready', 'finger-only', 'card-only', 'down', 'unproven'),
});

export const isRollcall = shapeOf<RollcallValue>({
  activityId: isText,
  title: isText,
  kind: oneOf('meeting', 'study', 'cleaning', 'other'),
  place: isText,
  from: isText,
  to: isText,
  openedAtMs: isNumber,
  closesAtMs: isNumber,
  called: isNumber,
  present: isNumber,
  excused: isNumber,
  missing: isNumber,
});
export const isRollcallBadge = shapeOf<RollcallBadgeValue>({
  id: isText,
  name: isText,
  time: isText,
  atMs: isNumber,
  state: oneOf('signed', 'already-signed', 'not-called', 'not-counted'),
  excused: isFlag,
});
export const isTally = shapeOf<TallyValue>({
  name: isText,
  monthLates: isNumber,
  monthAbsences: isNumber,
  monthUndecided: isNumber,
  yearLates: isNumber,
  yearAbsences: isNumber,
  nextLate: isText,
  visibleUntilMs: isNumber,
});

/** Of a notice the hall shows its words; code and values are for other languages and stay unread where unknown. */
export const isNotices = listOf(
  shapeOf<Pick<NoticesValue[number], 'code' | 'text' | 'params'>>({
    code: oneOf('holiday-ahead', 'make-up-workday-ahead', 'year-not-published'),
    text: isText,
    params: isParams,
  }),
);

export const isLine = shapeOf<LineValue>({
  lineId: isText,
  name: isText,
  number: isText,
  state: oneOf('idle', 'ring-1', 'ring-2', 'past-limit', 'in-call', 'off-hook', 'unknown', 'blind'),
  ring: isNumber,
  callId: orNothing(isText),
  callerNumber: orNothing(isText),
  sinceMs: isNumber,
  firstRingMs: orNothing(isNumber),
  limitRingExpectedMs: orNothing(isNumber),
});
export const isCall = shapeOf<CallValue>({
  callId: isText,
  lineId: isText,
  lineName: isText,
  startedAtMs: isNumber,
  time: isText,
  callerNumber: orNothing(isText),
  rings: isNumber,
  waitMs: orNothing(isNumber),
  answeredBy: orNothing(isText),
  class: isText,
  apart: orNothing(isText),
  evidence: oneOf('counted', 'timed', 'recovered'),
  log: oneOf('open', 'logged', 'not-needed'),
  matter: orNothing(isText),
  remark: orNothing(isText),
});
export const isCallBack = shapeOf<CallBackValue>({
  callId: isText,
  lineName: isText,
  callerNumber: orNothing(isText),
  time: isText,
  missedAtMs: isNumber,
  dueMs: isNumber,
  leaderTold: isFlag,
});
export const isLogLine = shapeOf<LogValue>({
  id: isText,
  kind: oneOf('call', 'visit'),
  atMs: isNumber,
  time: isText,
  from: orNothing(isText),
  matter: isText,
  passedTo: orNothing(isText),
  done: isFlag,
  by: listOf(isText),
});
export const isNextShift = shapeOf<NextShiftValue>({
  label: isText,
  fromMs: isNumber,
  names: listOf(isText),
});
const isNamed = shapeOf<{ personId: string; name: string }>({ personId: isText, name: isText });
export const isOnDuty = shapeOf<OnDutyValue>({
  shiftName: orNothing(isText),
  from: orNothing(isText),
  to: orNothing(isText),
  signedOn: listOf(
    shapeOf<OnDutyValue['signedOn'][number]>({
      personId: isText,
      name: isText,
      sectionName: isText,
      sinceMs: isNumber,
      rostered: isFlag,
    }),
  ),
  rosteredNotHere: listOf(isNamed),
  leader: orNothing(isText),
  driver: orNothing(isText),
  next: orNothing(
    shapeOf<{ label: string; names: readonly string[] }>({ label: isText, names: listOf(isText) }),
  ),
  away: orNothing(
    shapeOf<{ personId: string; name: string; sinceMs: number; expectedMinutes: number }>({
      personId: isText,
      name: isText,
      sinceMs: isNumber,
      expectedMinutes: isNumber,
    }),
  ),
  receiving: orNothing(
    shapeOf<{ personId: string; name: string; sinceMs: number }>({
      personId: isText,
      name: isText,
      sinceMs: isNumber,
    }),
  ),
});
export const isOffer = shapeOf<DutyOfferValue>({
  personId: isText,
  name: isText,
  offers: listOf(oneOf('sign-on', 'sign-off', 'take-call')),
  validUntilMs: isNumber,
});
export const isFigures = shapeOf<FiguresValue>({
  inTime: isNumber,
  counted: isNumber,
  apart: listOf(shapeOf<{ reason: string; count: number }>({ reason: isText, count: isNumber })),
});
