/** Who asks. Roles are of `regulations.md`, *People and roles*; on duty is derived from the roster, not a role. */

export const ROLES = {
  director: '主任',
  'deputy-director': '分工主任',
  'city-leader': '市领导',
  'party-secretary': '党组书记',
  'branch-secretary': '支部书记',
  'seal-custodian': '秘书科长（印章保管人）',
  'secretary-staff': '秘书科工作人员',
  'section-head': '科室负责人',
  'attendance-clerk': '考勤员',
  auditor: '审计/巡察',
  'system-admin': '系统管理员',
} as const;
export type Role = keyof typeof ROLES;

export type StationKind = 'entrance' | 'duty' | 'cabinet';

export type Principal =
  | {
      readonly kind: 'person';
      readonly personId: string;
      readonly roles: readonly Role[];
      readonly sessionId: string;
    }
  /** A paired screen: shows, never decides. Persons act at it by identifying themselves at its readers. */
  | { readonly kind: 'station'; readonly stationId: string; readonly station: StationKind }
  /** Narrow machine access; never approves. */
  | { readonly kind: 'token'; readonly tokenId: string; readonly scopes: readonly TokenScope[] }
  /** The service itself and the command line on the machine. */
  | { readonly kind: 'system'; readonly through: 'service' | 'command-line' | 'setup' }
  | { readonly kind: 'nobody' };

export type TokenScope = 'read-status' | 'read-attendance' | 'read-metrics';

/** What a request, view or screen may be given to. Anything not granted is refused: deny by default. */
export type Grant =
  | Role
  /** Anybody signed in as a person. */
  | 'person'
  | 'station'
  | `station:${StationKind}`
  | `token:${TokenScope}`
  | 'system'
  | 'public';

export function isGranted(principal: Principal, allow: readonly Grant[]): boolean {
  if (allow.includes('public')) return true;
  switch (principal.kind) {
    case 'person':
      return allow.includes('person') || principal.roles.some((role) => allow.includes(role));
    case 'station':
      return allow.includes('station') || allow.includes(`station:${principal.station}`);
    case 'token':
      return principal.scopes.some((scope) => allow.includes(`token:${scope}`));
    case 'system':
      return allow.includes('system');
    case 'nobody':
      return false;
  }
}
