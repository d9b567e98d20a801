/** The shape and the plausible range of every setting. A value outside is refused before anybody confirms it. */
import { Type, type TSchema } from 'typebox';
import { LONGEST_WAIT_HOURS } from '../mechanisms/wait.ts';
import type { SettingKey } from './catalogue.ts';

const STRICT = { additionalProperties: false };
const TimeOfDay = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d$',
  description: 'Office time, 07:50:00',
});
const MinuteOfDay = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'Office time, 08:30',
});
const ShiftTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$' });
const whole = (minimum: number, maximum: number): TSchema => Type.Integer({ minimum, maximum });

export const SETTING_SCHEMAS: Readonly<Record<SettingKey, TSchema>> = {
  'attendance.edges': Type.Object(
    { signInOpens: TimeOfDay, bandFrom: TimeOfDay, lateFrom: TimeOfDay, absentFrom: TimeOfDay },
    STRICT,
  ),
  'attendance.evidence': Type.Object(
    { blindMaxS: whole(0, 600), windowFrom: TimeOfDay, firstPressWithinS: whole(0, 300) },
    STRICT,
  ),
  'attendance.explanation': Type.Object({ workingDays: whole(0, 10) }, STRICT),
  'attendance.counting': Type.Object(
    { latesPerAbsence: whole(2, 10), absencesAllowed: whole(0, 30) },
    STRICT,
  ),
  'attendance.bulletin': Type.Object(
    { checkWorkingDays: whole(1, 10), issueByWorkingDay: whole(1, 20) },
    STRICT,
  ),
  'attendance.corrections': Type.Object({ perMonth: whole(0, 31), workingDays: whole(0, 60) }, STRICT),
  'rollcall.cleaning': Type.Object(
    { proposed: Type.Boolean(), from: MinuteOfDay, to: MinuteOfDay, daysAhead: whole(1, 20) },
    STRICT,
  ),
  'entrance.board': Type.Object(
    { shown: Type.Enum(['never', 'after-badge', 'always']), seconds: whole(5, 600) },
    STRICT,
  ),
  'duty.cadence': Type.Object(
    {
      onMs: whole(200, 5000),
      offMs: whole(500, 10_000),
      mergeGapMs: whole(50, 2000),
      burstMinMs: whole(20, 1000),
      abandonFactor: Type.Number({ minimum: 1.1, maximum: 4 }),
      firstRingSuppressed: Type.Boolean(),
    },
    STRICT,
  ),
  'duty.rings': Type.Object({ answeredWithinRings: whole(1, 10), callBackMinutes: whole(1, 240) }, STRICT),
  'duty.shifts': Type.Array(
    Type.Object(
      {
        id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
        name: Type.String({ minLength: 1, maxLength: 20 }),
        from: ShiftTime,
        to: ShiftTime,
        days: Type.Enum(['working-days', 'rest-days', 'daily']),
      },
      STRICT,
    ),
    { maxItems: 12 },
  ),
  'seals.opening': Type.Object(
    {
      // 10 s, 30 s and 24 h are the design's own limits of how long a person counts as identified and how soon a changed
      // identity opens (YX-Y1): an office may be stricter, no two people make it laxer.
      secondFactorWithinS: whole(5, 10),
      openWithinS: whole(10, 30),
      releaseS: whole(1, 30),
      doorOpenS: whole(5, 600),
      // The solenoid's on-time: 100 ms steps of the board's timer, 1 s the cap for an intermittent-duty coil.
      pulseMs: Type.Integer({ minimum: 100, maximum: 1000, multipleOf: 100 }),
      itemOutMinutes: whole(1, 480),
      identityWaitHours: whole(24, LONGEST_WAIT_HOURS),
      approvalDays: whole(1, 30),
    },
    STRICT,
  ),
  'screens.sounds': Type.Object(
    {
      entranceVolume: whole(0, 100),
      dutyVolume: whole(0, 100),
      cabinetVolume: whole(0, 100),
      ringSound: Type.Boolean(),
    },
    STRICT,
  ),
};
