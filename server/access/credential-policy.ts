/**
 * What a password or PIN must be. Length decides, not composition (NIST SP 800-63B, ASVS 6.2); what is guessed first
 * is refused. Throws `PASSWORD_WEAK` or `PIN_WEAK` with what to do instead.
 */
import { RuleViolation } from '../errors.ts';

export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 128;
/** Parts that make a long password as bad as a short one. */
const GUESSED_FIRST = [
  'password',
  'qwerty',
  '12345678',
  '11111111',
  '88888888',
  'dianmao',
  'bangongshi',
  'admin123',
];

export function checkPassword(password: string, username: string): void {
  const folded = password.normalize('NFKC').toLowerCase();
  const length = [...folded].length;
  const weak = (why: string): RuleViolation =>
    new RuleViolation('PASSWORD_WEAK', `密码未更改：${why}。请换一个。`);
  if (length < PASSWORD_LENGTH_MIN || length > PASSWORD_LENGTH_MAX) {
    throw weak(`密码须 ${PASSWORD_LENGTH_MIN} 至 ${PASSWORD_LENGTH_MAX} 个字，一句话也可以`);
  }
  if (username.length >= 3 && folded.includes(username.toLowerCase())) throw weak('密码中含有用户名');
  if (new Set(folded).size < 4 || GUESSED_FIRST.some((part) => folded.includes(part)))
    throw weak('密码太容易被猜到');
}

/** Six digits, of at least three kinds and not counting up or down evenly. */
export function checkPin(pin: string): void {
  const weak = (why: string): RuleViolation =>
    new RuleViolation('PIN_WEAK', `PIN 未更改：${why}。请换一个。`);
  if (!/^\d{6}$/.test(pin)) throw weak('PIN 须为 6 位数字');
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, at) => digit - (digits[at] ?? 0));
  const isRun = steps.every((step) => step === steps[0]);
  if (isRun || new Set(digits).size < 3) throw weak('PIN 太容易被猜到');
}
