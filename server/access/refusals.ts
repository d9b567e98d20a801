/**
 * Refusals at the door: who may not, what cannot be understood, what comes too often. The rules' own refusals are in
 * each module's `refusals.ts`. Every code has its HTTP status here and its line in docs/errors.md.
 */
import { RuleViolation } from '../errors.ts';
import type { Mistake } from './mistakes.ts';
import { ROLES, type Grant, type Principal } from './principal.ts';

export const ACCESS_REFUSALS = {
  ACCESS_SIGN_IN_NEEDED: { status: 401, meaning: 'nobody is signed in and the screen is not paired' },
  ACCESS_NOT_YOURS: { status: 403, meaning: 'signed in or paired, but this is for others to do' },
  ACCESS_ORIGIN_FOREIGN: { status: 403, meaning: 'the page that asks was not served from here' },
  ACCESS_HEADER_MISSING: { status: 403, meaning: 'a changing request without the header x-dianmao: 1' },
  ACCESS_HOST_UNKNOWN: {
    status: 421,
    meaning: 'the address bar names a host that this service does not answer to',
  },
  SIGN_IN_REFUSED: { status: 401, meaning: 'name and password do not belong together' },
  SIGN_IN_WAIT: { status: 429, meaning: 'five wrong tries: the next one must wait; `waitS` says how long' },
  WITNESS_REFUSED: {
    status: 403,
    meaning: 'the second person could not be verified or may not be this person',
  },
  SETUP_REFUSED: { status: 403, meaning: 'the setup code is wrong or already used' },
  PAIRING_REFUSED: { status: 403, meaning: 'the pairing code is wrong, used or out of time' },
  USERNAME_TAKEN: { status: 409, meaning: 'somebody else has this user name' },
  PASSWORD_WEAK: { status: 400, meaning: 'the password is too short or too easily guessed' },
  PIN_WEAK: { status: 400, meaning: 'the PIN is not six digits or too easily guessed' },
  PIN_NOT_ASKED: { status: 409, meaning: "the cabinet waits for nobody's PIN at this moment" },
  REQUEST_INVALID: { status: 400, meaning: 'the body or query does not have the required form' },
  REQUEST_UNREADABLE: { status: 400, meaning: 'the body is not JSON, or not of an accepted type' },
  REQUEST_UNKNOWN: { status: 404, meaning: 'there is no such request, view, stream or page' },
  REQUEST_TOO_LARGE: { status: 413, meaning: 'the body is larger than allowed' },
  REQUEST_TOO_OFTEN: { status: 429, meaning: 'more requests than a person or screen makes' },
  SERVICE_FAILED: { status: 500, meaning: 'a defect of the service; the log has the reference' },
} as const;
export type AccessRefusalCode = keyof typeof ACCESS_REFUSALS;

export function isAccessRefusal(code: string): code is AccessRefusalCode {
  return Object.hasOwn(ACCESS_REFUSALS, code);
}

/** Says to whom the matter belongs ("此事项须由主任办理"), never "您无权". */
export function refusalFor(principal: Principal, allow: readonly Grant[]): RuleViolation {
  if (principal.kind === 'nobody') {
    return new RuleViolation(
      'ACCESS_SIGN_IN_NEEDED',
      '未办理：尚未登录，或本屏幕尚未配对。请先登录，或请管理员在办公桌页面生成配对码。',
    );
  }
  const holders = allow.flatMap((grant) => {
    const name = grantName(grant);
    return name === undefined ? [] : [name];
  });
  const whom = holders.length > 0 ? `此事项须由${holders.join('、')}办理` : '此事项不由本端办理';
  return new RuleViolation('ACCESS_NOT_YOURS', `未办理：${whom}。请转由其办理。`, {
    params: { holders: holders.join('、') },
  });
}

function grantName(grant: Grant): string | undefined {
  switch (grant) {
    case 'person':
      return '登录人员本人';
    case 'station':
      return '现场屏幕';
    case 'station:entrance':
      return '入口屏幕';
    case 'station:duty':
      return '值班台屏幕';
    case 'station:cabinet':
      return '印章柜屏幕';
    case 'token:read-status':
    case 'token:read-attendance':
    case 'token:read-metrics':
    case 'system':
    case 'public':
      return undefined;
    default:
      return ROLES[grant];
  }
}

/** The body or query is not as the schema wants it; every mistake with its path. */
export class InvalidRequest extends RuleViolation {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(
      'REQUEST_INVALID',
      `未办理：填写有 ${mistakes.length} 处不合要求，未作任何更改。请按所列各处改正后重报。`,
    );
    this.mistakes = mistakes;
  }
}
