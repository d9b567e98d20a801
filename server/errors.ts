/** Errors of the server, by stable code. Messages are for people: what happened, what was not done, what to do. */

/** Refusals by rule. Every module adds its own codes to its `refusals.ts`; `docs/errors.md` lists them all. */
export class RuleViolation extends Error {
  override readonly name = 'RuleViolation';
  readonly code: string;
  readonly retryable = false;
  /** The clause the refusal rests on, e.g. `YX-Y1`. */
  readonly clause: string | undefined;
  /** Values for the screen's text, e.g. `{ approver: '市长' }`. */
  readonly params: Readonly<Record<string, string | number>>;

  /** `message` is the Chinese sentence an official would write: 何事、未办何事、下一步. */
  constructor(
    code: string,
    message: string,
    options: { clause?: string; params?: Record<string, string | number> } = {},
  ) {
    super(message);
    this.code = code;
    this.clause = options.clause;
    this.params = options.params ?? {};
  }
}

export const JOURNAL_ERROR_CODES = {
  JOURNAL_UNWRITABLE: 'the journal cannot be written; nothing is acknowledged',
  JOURNAL_CORRUPT: 'the journal does not verify',
  JOURNAL_NEWER: 'the journal was written by a newer version',
  JOURNAL_BUSY: 'another process holds the journal',
  JOURNAL_OVERLOADED: 'more has arrived than can be written; nothing of it is acknowledged',
} as const;
export type JournalErrorCode = keyof typeof JOURNAL_ERROR_CODES;

export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly code: JournalErrorCode;
  readonly retryable: boolean;
  constructor(
    code: JournalErrorCode,
    message: string,
    options: { retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}
