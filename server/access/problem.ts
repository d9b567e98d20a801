/** One shape for every refusal and failure (RFC 9457), over HTTP and the socket alike. Internals never leave. */
import type { Problem } from '../contract/socket.ts';
import { JournalError, RuleViolation } from '../errors.ts';
import { ACCESS_REFUSALS, InvalidRequest, isAccessRefusal } from './refusals.ts';

/** Refused by a rule of the office: the request was understood, but not as things stand. */
const RULE_STATUS = 409;
const JOURNAL_STATUS = 503;

const JOURNAL_WORDS: Readonly<Record<string, string>> = {
  JOURNAL_UNWRITABLE: '未办理：记录写不进磁盘，未作任何更改，印章柜保持关闭。请管理员查看磁盘后重试。',
  JOURNAL_BUSY: '未办理：记录正被另一程序占用，未作任何更改。请稍后重试。',
};

/** `log` gets what must not be shown: the error itself, with the reference that the answer carries. */
export function problemOf(
  error: unknown,
  log: (reference: string, error: unknown) => void,
  newReference: () => string,
): Problem {
  if (error instanceof RuleViolation) return refused(error);
  if (error instanceof JournalError) {
    const title = JOURNAL_WORDS[error.code] ?? '未办理：记录核对不符，未作任何更改。请管理员按操作手册核对。';
    return { code: error.code, status: JOURNAL_STATUS, title };
  }
  const reference = newReference();
  log(reference, error);
  return {
    code: 'SERVICE_FAILED',
    status: ACCESS_REFUSALS.SERVICE_FAILED.status,
    title: `未办理：服务内部出错，此事未作记录。请重试；仍不成功时请将编号 ${reference} 告知管理员。`,
    params: { reference },
  };
}

function refused(error: RuleViolation): Problem {
  const { code, message: title, clause, params } = error;
  return {
    code,
    status: isAccessRefusal(code) ? ACCESS_REFUSALS[code].status : RULE_STATUS,
    title,
    ...(clause === undefined ? {} : { clause }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...(error instanceof InvalidRequest ? { mistakes: error.mistakes } : {}),
  };
}
