/**
 * Keys of the attendance deadlines. A key fires once for ever, so edges that were set anew for the very day carry the
 * version of the rule: `attendance.absent-edge/2026-11-23/v2`.
 */
export type AttendanceKey =
  | {
      readonly kind: 'late-edge' | 'absent-edge' | 'proof-due' | 'window-closes' | 'day-begins';
      readonly officeDate: string;
    }
  /** `time`: the office time of the edge, `09:00:01`. */
  | { readonly kind: OwnEdgeKind; readonly officeDate: string; readonly time: string }
  | { readonly kind: 'board-lapses'; readonly stationId: string; readonly lastBadgeAtMs: number };

export type OwnEdgeKind = 'own-edge' | 'own-proof-due';
export type EdgeKind = 'late-edge' | 'absent-edge' | 'proof-due';

/** `sameDayVersion`: the rule took effect on that very date. */
export function edgeKey(kind: EdgeKind, officeDate: string, sameDayVersion: number | undefined): string {
  const plain = `attendance.${kind}/${officeDate}`;
  return sameDayVersion === undefined ? plain : `${plain}/v${sameDayVersion}`;
}

/** Edges of a sign-in time of one's own: `attendance.own-edge/2026-11-23/09:00:01`. */
export function ownEdgeKey(kind: OwnEdgeKind, officeDate: string, time: string): string {
  return `attendance.${kind}/${officeDate}/${time}`;
}

export function windowKey(officeDate: string): string {
  return `attendance.window-closes/${officeDate}`;
}

export function boardKey(stationId: string, lastBadgeAtMs: number): string {
  return `attendance.board-lapses/${stationId}/${lastBadgeAtMs}`;
}

/** Undefined for keys of others. */
export function readKey(key: string): AttendanceKey | undefined {
  const [kind, first = '', second = ''] = key.split('/');
  switch (kind) {
    case 'attendance.late-edge':
      return { kind: 'late-edge', officeDate: first };
    case 'attendance.absent-edge':
      return { kind: 'absent-edge', officeDate: first };
    case 'attendance.proof-due':
      return { kind: 'proof-due', officeDate: first };
    case 'attendance.own-edge':
      return { kind: 'own-edge', officeDate: first, time: second };
    case 'attendance.own-proof-due':
      return { kind: 'own-proof-due', officeDate: first, time: second };
    case 'attendance.window-closes':
      return { kind: 'window-closes', officeDate: first };
    case 'attendance.board-lapses':
      return { kind: 'board-lapses', stationId: first, lastBadgeAtMs: Number(second) };
    case 'calendar.day-begins':
      return { kind: 'day-begins', officeDate: first };
    default:
      return undefined;
  }
}
