/** Why the engine itself refuses a request, by stable code. `docs/errors.md` lists each with what the operator does. */
import { RuleViolation } from '../errors.ts';

export const ENGINE_REFUSALS = {
  CLOCK_NOT_IN_DOUBT: {
    meaning: 'the time was confirmed although nobody doubted it',
    sentence: '未作记录：时钟未被怀疑，无须确认。请刷新页面查看当前状态。',
  },
} as const satisfies Record<string, { readonly meaning: string; readonly sentence: string }>;
export type EngineRefusalCode = keyof typeof ENGINE_REFUSALS;

export function engineRefusal(code: EngineRefusalCode): RuleViolation {
  return new RuleViolation(code, ENGINE_REFUSALS[code].sentence);
}
