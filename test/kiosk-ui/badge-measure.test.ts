/** What keeps the badge card at one size and a display line from breaking inside a phrase. */
import { describe, expect, it } from 'vitest';
import { phrasesOf } from '../../kiosk-ui/src/components/phrases.ts';
import { inPairs, lineRows } from '../../kiosk-ui/src/screens/duty/line-rows.ts';
import { nameLines, widthOf } from '../../kiosk-ui/src/screens/entrance/badge-measure.ts';

describe('names on the badge card', () => {
  it('leaves short names whole and breaks a long one after its dot', () => {
    expect(nameLines('赵　明')).toEqual(['赵　明']);
    expect(nameLines('买买提·艾力')).toEqual(['买买提·艾力']);
    expect(nameLines('阿卜杜热合曼·买买提')).toEqual(['阿卜杜热合曼·', '买买提']);
    expect(nameLines('没有间隔号的长名字')).toEqual(['没有间隔号的长名字']);
  });
  it('counts digits and spaces as about half a sign', () => {
    expect(widthOf('按时')).toBe(2);
    expect(widthOf('8:00 未签到')).toBeCloseTo(3 + 5 * 0.57);
    expect(widthOf('Recorded')).toBeCloseTo(8 * 0.62);
  });
});

describe('phrases of a display line', () => {
  it('end with their mark', () => {
    expect(phrasesOf('未识别，请再按一次或刷卡')).toEqual(['未识别，', '请再按一次或刷卡']);
    expect(phrasesOf('请先“刷卡。”再按指纹。')).toEqual(['请先“刷卡。”再按指纹。']);
    expect(phrasesOf('Sign on paper, please.')).toEqual(['Sign on paper, please.']);
  });
});

describe('telephone lines on the desk', () => {
  it('take at most three rows up to six', () => {
    expect([1, 2, 3, 4, 5, 6].map(lineRows)).toEqual([1, 2, 3, 2, 3, 3]);
    expect([1, 2, 3, 4, 5, 6].map(inPairs)).toEqual([false, false, false, true, true, true]);
  });
});
