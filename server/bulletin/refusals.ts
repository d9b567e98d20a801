/** Why the bulletin refuses, by stable code. `docs/errors.md` lists each with what the operator does. */
import { RuleViolation } from '../errors.ts';

export const BULLETIN_REFUSALS = {
  BULLETIN_MONTH_OPEN: {
    meaning: 'the month is not over, or the office kept no register of it',
    sentence: '未起草：{month} 尚未结束，或本单位当月没有考勤记录。请在次月起草。',
  },
  BULLETIN_UNKNOWN: {
    meaning: 'there is no bulletin of that month',
    sentence: '未办理：{month} 的考勤通报尚未起草。请考勤员先行起草。',
  },
  BULLETIN_NOT_NOW: {
    meaning: 'the step does not follow the stage that the bulletin is at',
    sentence: '未办理：{month} 的考勤通报现处于“{stage}”，不能办理此步。请刷新后再看。',
  },
  BULLETIN_VERSION_OLD: {
    meaning: 'the draft has been made again since it was looked at',
    sentence: '未办理：{month} 的考勤通报已重新起草。请刷新，核对新稿后再办理。',
  },
  BULLETIN_CHECKING: {
    meaning: 'persons and sections still have days to check it',
    sentence: '未办理：{month} 的考勤通报正在核对，{until} 后方可审核（考勤制度第四条）。',
  },
  BULLETIN_CHECK_OVER: {
    meaning: 'the days for checking are over',
    sentence: '未登记：{month} 的核对期已过。确有出入的，请申请更正，在下月通报中更正。',
  },
  BULLETIN_OBJECTIONS_OPEN: {
    meaning: 'objections have not been answered',
    sentence: '未办理：{month} 的考勤通报还有 {count} 条意见未答复。请考勤员答复后再送审核。',
  },
  BULLETIN_NOT_YOURS: {
    meaning:
      "an objection to somebody else's line by who is not head of that section, or one's own objection answered",
    sentence: '未登记：本人的考勤由本人提出，科室的由本科室负责人提出；本人提出的意见由他人答复。',
  },
  BULLETIN_OBJECTION_UNKNOWN: {
    meaning: 'there is no such objection waiting for an answer',
    sentence: '未登记：没有此条待答复的意见。请刷新后再看。',
  },
  BULLETIN_SECOND_PERSON: {
    meaning: 'drafting, reviewing and signing are three people’s',
    sentence: '未办理：起草、审核、签发须由不同的人办理。请转由他人办理。',
  },
  BULLETIN_DIRECTORS: {
    meaning: 'it is signed by the director, or by who decides for the director on that day',
    sentence: '未办理：此件须由办公室主任签发，或由受委托代行的分工主任签发。',
  },
  BULLETIN_PRIVATE: {
    meaning: 'a draft is read by who prepares and checks it; one’s own line by everybody',
    sentence: '未显示：通报印发前，本人可核对本人的考勤，科室负责人可核对本科室的考勤。',
  },
} as const satisfies Record<string, { readonly meaning: string; readonly sentence: string }>;
export type BulletinRefusalCode = keyof typeof BULLETIN_REFUSALS;

export function bulletinRefusal(
  code: BulletinRefusalCode,
  params: Readonly<Record<string, string | number>> = {},
): RuleViolation {
  const message = BULLETIN_REFUSALS[code].sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(params[name] ?? ''),
  );
  return new RuleViolation(code, message, { clause: 'KQ-4', params: { ...params } });
}
