/** Guards of the contract's values that the cabinet and the desk read live. */
import type {
  CabinetAlarmValue,
  CabinetRequestValue,
  CabinetSessionValue,
  EnrolmentValue,
  InboxItemValue,
  LockValue,
  MeValue,
  SlotValue,
} from '../../../server/contract/screens.ts';
import { isFlag, isNumber, isText, listOf, oneOf, orNothing, shapeOf } from './shape.ts';

export const isLock = shapeOf<LockValue>({
  state: oneOf('unknown', 'locked', 'unlocking', 'open', 'held', 'forced', 'did-not-open', 'did-not-relock'),
  door: oneOf('closed', 'open', 'unknown'),
  lock: oneOf('closed', 'open', 'unknown'),
  sinceMs: isNumber,
  doorDueMs: orNothing(isNumber),
});
export const isSlot = shapeOf<SlotValue>({
  slot: isNumber,
  itemId: orNothing(isText),
  itemName: isText,
  state: oneOf('in', 'out', 'wrong', 'unknown'),
  outSinceMs: orNothing(isNumber),
  dueMs: orNothing(isNumber),
  holder: orNothing(isText),
});
export const isSession = shapeOf<CabinetSessionValue>({
  step: oneOf('idle', 'first-factor', 'choose', 'opening', 'take', 'register', 'return', 'close', 'stopped'),
  personName: orNothing(isText),
  personId: orNothing(isText),
  factors: listOf(isText),
  lapsesMs: orNothing(isNumber),
  chosenRequestIds: listOf(isText),
  ground: orNothing(isText),
  intentId: orNothing(isText),
  toRegister: listOf(
    shapeOf<CabinetSessionValue['toRegister'][number]>({
      requestId: isText,
      itemId: isText,
      itemName: isText,
      title: isText,
      copies: isNumber,
    }),
  ),
  toReturn: listOf(
    shapeOf<CabinetSessionValue['toReturn'][number]>({ itemId: isText, itemName: isText, slot: isNumber }),
  ),
  problem: orNothing(shapeOf<{ code: string; title: string }>({ code: isText, title: isText })),
});
export const isAlarm = shapeOf<CabinetAlarmValue>({
  alarmId: isText,
  kind: isText,
  sinceMs: isNumber,
  title: isText,
  whatToDo: isText,
  acknowledge: isFlag,
});
export const isCabinetRequest = shapeOf<CabinetRequestValue>({
  requestId: isText,
  itemIds: listOf(isText),
  itemNames: listOf(isText),
  title: isText,
  copies: isNumber,
  unit: isText,
  lane: isText,
  approvedBy: isText,
  approvedAtMs: isNumber,
  expiresAtMs: isNumber,
});
export const isMe = shapeOf<MeValue>({ personId: isText, name: isText, roles: listOf(isText) });
export const isEnrolment = shapeOf<EnrolmentValue>({
  enrolmentId: isText,
  personId: isText,
  personName: isText,
  credential: oneOf('finger', 'card'),
  step: isText,
  sample: orNothing(isNumber),
  because: orNothing(isText),
  outcome: oneOf('running', 'done', 'failed', 'cancelled', 'awaiting-second-person'),
  reason: orNothing(isText),
});
export const isInboxItem = shapeOf<InboxItemValue>({
  id: isText,
  kind: oneOf(
    'seal-use',
    'explanation',
    'correction',
    'outage',
    'activity',
    'setting',
    'enrolment',
    'call-unanswered',
    'alarm',
    'leave',
    'count-warning',
    'bulletin',
  ),
  title: isText,
  detail: isText,
  sinceMs: isNumber,
  actions: listOf(isText),
});
