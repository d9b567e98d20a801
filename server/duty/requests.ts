/** What may be asked of the duty desk, and by whom. */
import { Type } from 'typebox';
import type { RequestDefinition } from '../engine/module.ts';
import { OfficeDate } from '../mechanisms/office-date.ts';
import { AWAY_MINUTES_MAX, ROSTER_ROWS_MAX, TEST_MINUTES_MAX } from './limits.ts';

const STRICT = { additionalProperties: false };
const Id = Type.String({ minLength: 1, maxLength: 80 });
const Short = Type.String({ maxLength: 60 });
const Text = Type.String({ minLength: 1, maxLength: 500 });
const WallTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$' });

export const SIGN_ON = Type.Object({ personId: Id }, STRICT);
export const SIGN_OFF = Type.Object(
  { personId: Id, remark: Type.Optional(Type.String({ maxLength: 500 })) },
  STRICT,
);
export const STEP_AWAY = Type.Object(
  {
    personId: Id,
    expectedMinutes: Type.Integer({ minimum: 1, maximum: AWAY_MINUTES_MAX }),
    colleague: Type.Optional(Short),
  },
  STRICT,
);
export const RECEIVE_VISITOR = Type.Object({ personId: Id }, STRICT);
export const BACK = Type.Object({ personId: Id }, STRICT);
export const LOG_CALL = Type.Object(
  {
    callId: Id,
    from: Type.Optional(Short),
    matter: Text,
    passedTo: Type.Optional(Short),
    done: Type.Optional(Type.Boolean()),
  },
  STRICT,
);
export const DISMISS_CALL = Type.Object({ callId: Id }, STRICT);
export const LOG_VISIT = Type.Object(
  { from: Type.String({ minLength: 1, maxLength: 60 }), matter: Text, passedTo: Type.Optional(Short) },
  STRICT,
);
export const CALLED_BACK = Type.Object({ callId: Id, remark: Type.String({ maxLength: 500 }) }, STRICT);
export const TAKE_CALL = Type.Object({ callId: Id, personId: Id }, STRICT);
export const ANNOUNCE_TEST = Type.Object(
  { lineId: Id, minutes: Type.Integer({ minimum: 1, maximum: TEST_MINUTES_MAX }), reason: Text },
  STRICT,
);
export const ACKNOWLEDGE_WORD = Type.Object({ wordId: Id }, STRICT);
export const PUBLISH_ROSTER = Type.Object(
  {
    rows: Type.Array(
      Type.Object(
        {
          officeDate: OfficeDate,
          shiftId: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
          shiftName: Type.Optional(Type.String({ minLength: 1, maxLength: 30 })),
          from: Type.Optional(WallTime),
          to: Type.Optional(WallTime),
          leaderId: Type.Optional(Id),
          officerIds: Type.Array(Id, { minItems: 1, maxItems: 10 }),
          driverId: Type.Optional(Id),
        },
        STRICT,
      ),
      { minItems: 1, maxItems: ROSTER_ROWS_MAX },
    ),
  },
  STRICT,
);

const AT_DESK = ['station:duty'] as const;

export const DUTY_REQUESTS: readonly RequestDefinition[] = [
  {
    type: 'duty.sign-on',
    summary: 'Sign on at this desk; the person must have badged here within 30 s.',
    clause: 'ZB-2',
    body: SIGN_ON,
    allow: AT_DESK,
  },
  {
    type: 'duty.sign-off',
    summary: 'Sign off from this desk; a touch after a badge, never a toggle.',
    clause: 'ZB-2',
    body: SIGN_OFF,
    allow: AT_DESK,
  },
  {
    type: 'duty.step-away',
    summary: 'Leave the desk for some minutes; calls meanwhile are apart.',
    clause: 'ZB-2',
    body: STEP_AWAY,
    allow: AT_DESK,
  },
  {
    type: 'duty.receive-visitor',
    summary: 'A visitor is being received; calls that ring meanwhile are apart.',
    clause: 'ZB-1',
    body: RECEIVE_VISITOR,
    allow: AT_DESK,
  },
  {
    type: 'duty.back',
    summary: 'Back at the desk, from stepping away or from a visitor.',
    clause: 'ZB-2',
    body: BACK,
    allow: AT_DESK,
  },
  {
    type: 'duty.log-call',
    summary: 'Write a call into the duty log: what, from whom, passed to whom.',
    clause: 'ZB-1',
    body: LOG_CALL,
    allow: AT_DESK,
  },
  {
    type: 'duty.dismiss-call',
    summary: 'The call needs no entry: wrong number, sales, private.',
    clause: 'ZB-1',
    body: DISMISS_CALL,
    allow: AT_DESK,
  },
  {
    type: 'duty.log-visit',
    summary: 'Write a visit into the duty log.',
    clause: 'ZB-1',
    body: LOG_VISIT,
    answer: Type.Object({ visitId: Id }),
    allow: AT_DESK,
  },
  {
    type: 'duty.called-back',
    summary: 'A missed caller has been called back.',
    clause: 'ZB-1',
    body: CALLED_BACK,
    allow: AT_DESK,
  },
  {
    type: 'duty.take-call',
    summary: 'With two on duty: who took the call.',
    clause: 'ZB-1',
    body: TAKE_CALL,
    allow: AT_DESK,
  },
  {
    type: 'duty.announce-test',
    summary: 'Announce test calls on a line for the coming minutes; they are apart.',
    clause: 'ZB-1',
    body: ANNOUNCE_TEST,
    allow: ['director', 'deputy-director', 'system-admin'],
  },
  {
    type: 'duty.acknowledge-word',
    summary: 'The leader has read what the duty desk told.',
    clause: 'ZB-1',
    body: ACKNOWLEDGE_WORD,
    allow: ['person'],
  },
  {
    type: 'duty.publish-roster',
    summary: 'Publish roster rows; a shift that has begun never changes.',
    clause: 'ZB-2',
    body: PUBLISH_ROSTER,
    answer: Type.Object({ version: Type.Integer() }),
    allow: ['director', 'deputy-director', 'system'],
  },
];
