/** Every setting there is, with its schema, default and clause. Modules read them through `SettingsView`. */
import { CADENCE_CHINA, type CadenceSettings } from '../../devices/phone-line/cadence.ts';

export interface SettingValues {
  /** KQ-1, KQ-2. Wall times `HH:MM:SS`; 07:50:00 is the first late second, 08:00:01 the first absent one. */
  'attendance.edges': {
    readonly signInOpens: string;
    readonly bandFrom: string;
    readonly lateFrom: string;
    readonly absentFrom: string;
  };
  /** Evidence incomplete: blindness longer than this before an edge makes verdicts wait. */
  'attendance.evidence': {
    readonly blindMaxS: number;
    readonly windowFrom: string;
    readonly firstPressWithinS: number;
  };
  /** Working days within which an explanation may still be filed (KQ-1). */
  'attendance.explanation': { readonly workingDays: number };
  /** KQ-5: so many lates of the morning are one absence; so many absences in a year still qualify for 优秀. */
  'attendance.counting': { readonly latesPerAbsence: number; readonly absencesAllowed: number };
  /** KQ-4: working days for checking a draft, and the working day of the next month by which it is issued. */
  'attendance.bulletin': { readonly checkWorkingDays: number; readonly issueByWorkingDay: number };
  /** 补签 asked by oneself: so many for the mornings of one month, and until so many working days later. */
  'attendance.corrections': { readonly perMonth: number; readonly workingDays: number };
  /** WS-5: whether the cleaning day of each first Saturday is drafted by itself, when it is, and so many days ahead. */
  'rollcall.cleaning': {
    readonly proposed: boolean;
    readonly from: string;
    readonly to: string;
    readonly daysAhead: number;
  };
  /** When the hall shows names. */
  'entrance.board': { readonly shown: 'never' | 'after-badge' | 'always'; readonly seconds: number };
  'duty.cadence': CadenceSettings;
  /** ZB-1 */
  'duty.rings': { readonly answeredWithinRings: number; readonly callBackMinutes: number };
  /** ZB-2: shift templates, wall times. */
  'duty.shifts': readonly DutyShiftTemplate[];
  /** YX-Y1: times around an opening, seconds unless the name says otherwise. */
  'seals.opening': {
    readonly secondFactorWithinS: number;
    readonly openWithinS: number;
    readonly releaseS: number;
    readonly doorOpenS: number;
    readonly pulseMs: number;
    readonly itemOutMinutes: number;
    readonly identityWaitHours: number;
    /** Days until an approved request that was not used expires. */
    readonly approvalDays: number;
  };
  /** How loud each station is, per cent, 0 = off. Rings are silent unless set: the telephone is ringing already. */
  'screens.sounds': {
    readonly entranceVolume: number;
    readonly dutyVolume: number;
    readonly cabinetVolume: number;
    readonly ringSound: boolean;
  };
}
export interface DutyShiftTemplate {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly days: 'working-days' | 'rest-days' | 'daily';
}
export type SettingKey = keyof SettingValues;

export const SETTING_KEYS = [
  'attendance.edges',
  'attendance.evidence',
  'attendance.explanation',
  'attendance.counting',
  'attendance.bulletin',
  'attendance.corrections',
  'rollcall.cleaning',
  'entrance.board',
  'duty.cadence',
  'duty.rings',
  'duty.shifts',
  'seals.opening',
  'screens.sounds',
] as const satisfies readonly SettingKey[];

export function isSettingKey(text: string): text is SettingKey {
  return SETTING_KEYS.some((key) => key === text);
}

/** What counts until two people have confirmed otherwise: the regulations' own times, and what such offices do. */
export const SETTING_DEFAULTS: SettingValues = {
  'attendance.edges': {
    signInOpens: '06:30:00',
    bandFrom: '07:20:00',
    lateFrom: '07:50:00',
    absentFrom: '08:00:01',
  },
  'attendance.evidence': { blindMaxS: 60, windowFrom: '07:20:00', firstPressWithinS: 60 },
  'attendance.explanation': { workingDays: 2 },
  'attendance.counting': { latesPerAbsence: 3, absencesAllowed: 5 },
  'attendance.bulletin': { checkWorkingDays: 3, issueByWorkingDay: 5 },
  'attendance.corrections': { perMonth: 3, workingDays: 5 },
  'rollcall.cleaning': { proposed: true, from: '08:30', to: '10:30', daysAhead: 7 },
  'entrance.board': { shown: 'after-badge', seconds: 60 },
  'duty.cadence': CADENCE_CHINA,
  'duty.rings': { answeredWithinRings: 2, callBackMinutes: 10 },
  'duty.shifts': [
    { id: 'day', name: '日班', from: '08:00', to: '17:30', days: 'working-days' },
    { id: 'rest-day', name: '节假日班', from: '08:00', to: '17:30', days: 'rest-days' },
    { id: 'night', name: '夜班', from: '19:30', to: '21:30', days: 'daily' },
  ],
  'seals.opening': {
    secondFactorWithinS: 10,
    openWithinS: 30,
    releaseS: 5,
    doorOpenS: 30,
    pulseMs: 500,
    itemOutMinutes: 30,
    identityWaitHours: 24,
    approvalDays: 7,
  },
  'screens.sounds': { entranceVolume: 30, dutyVolume: 30, cabinetVolume: 60, ringSound: false },
};

/** What a setting is called at the desk, and the clause it belongs to. */
export const SETTING_NAMES: Readonly<Record<SettingKey, { readonly name: string; readonly clause: string }>> =
  {
    'attendance.edges': { name: '签到时限', clause: 'KQ-2' },
    'attendance.evidence': { name: '签到证据要求', clause: 'KQ-2' },
    'attendance.explanation': { name: '说明情况期限', clause: 'KQ-1' },
    'attendance.bulletin': { name: '考勤通报期限', clause: 'KQ-4' },
    'attendance.counting': { name: '迟到折合与缺勤次数', clause: 'KQ-5' },
    'attendance.corrections': { name: '补签次数和期限', clause: 'KQ-2' },
    'rollcall.cleaning': { name: '卫生日拟案', clause: 'WS-5' },
    'entrance.board': { name: '大厅名单显示', clause: 'KQ-2' },
    'duty.cadence': { name: '振铃节奏', clause: 'ZB-1' },
    'duty.rings': { name: '接听要求', clause: 'ZB-1' },
    'duty.shifts': { name: '值班班次', clause: 'ZB-2' },
    'seals.opening': { name: '开柜时限', clause: 'YX-Y1' },
    'screens.sounds': { name: '提示音', clause: 'KQ-2' },
  };
