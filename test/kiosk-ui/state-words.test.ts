/** The service says why in bare words, a screen puts them into its sentence: nothing runs together, nothing stands twice. */
import { describe, expect, it } from 'vitest';
import { FAULT_WORDS } from '../../server/engine/outage.ts';
import { DICTIONARY, type TextKey } from '../../kiosk-ui/src/text/dictionary.ts';
import { fill } from '../../kiosk-ui/src/text/fill.ts';

const t = (key: TextKey, values: Readonly<Record<string, string>> = {}): string =>
  fill(DICTIONARY[key][0], values);

describe('what a band says of the office', () => {
  it.each(Object.values(FAULT_WORDS))('the journal cannot be written: %s', (reason) => {
    expect(reason).toMatch(/^\p{Script=Han}+$/u);
    expect(t('state.unwritableAdvice', { reason })).toMatch(
      new RegExp(`^${reason}，签到、开柜、登记均未受理。`),
    );
  });
  it('the clock is to be confirmed', () => {
    const said = t('state.clockUnsureAdvice', {
      reason: '时钟早于最后一条原始记录',
      goesOn: t('entrance.clockWords'),
    });
    expect(said).toBe(
      '时钟早于最后一条原始记录。签到照常记录，考勤暂不判定。请系统管理员或主任在办公桌确认时间。',
    );
  });
});
