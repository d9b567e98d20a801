/** The ring's ruler (ZB-1), the cabinet's steps and its drawing (YX-Y1), and clause names. */
import { describe, expect, it } from 'vitest';
import { ringRulerAt } from '../../kiosk-ui/src/screens/duty/ring-ruler.ts';
import {
  drawnName,
  fitWords,
  shelvesOf,
  slotWords,
  wordWidth,
} from '../../kiosk-ui/src/screens/cabinet/drawing.ts';
import { stepIndex, stepWords } from '../../kiosk-ui/src/screens/cabinet/steps.ts';
import { clauseName } from '../../kiosk-ui/src/text/clauses.ts';
import type { CabinetSessionValue, LineValue, SlotValue } from '../../server/contract/screens.ts';

const line: LineValue = {
  lineId: 'line-1',
  name: '一线',
  number: '8001',
  state: 'ring-2',
  ring: 2,
  callId: 'c',
  callerNumber: undefined,
  sinceMs: 5_000,
  firstRingMs: 0,
  limitRingExpectedMs: 10_000,
};
const session: CabinetSessionValue = {
  step: 'idle',
  personName: undefined,
  personId: undefined,
  factors: [],
  lapsesMs: undefined,
  chosenRequestIds: [],
  ground: undefined,
  intentId: undefined,
  toRegister: [],
  toReturn: [],
  problem: undefined,
};
const slot: SlotValue = {
  slot: 1,
  itemId: 'a',
  itemName: '市政府印章',
  state: 'in',
  outSinceMs: undefined,
  dueMs: undefined,
  holder: undefined,
};

describe('the ring ruler', () => {
  it('ZB-1: counts to the start of the third ring', () => {
    expect(ringRulerAt(line, 6_200)).toEqual({ secondPart: 0.5, handPart: 0.62, leftMs: 3_800 });
  });

  it('ZB-1: stands at the limit when the third ring is late, and never beyond', () => {
    expect(ringRulerAt(line, 12_000)).toEqual({ secondPart: 0.5, handPart: 1, leftMs: 0 });
  });

  it('says nothing where nobody can know', () => {
    expect(ringRulerAt({ ...line, limitRingExpectedMs: undefined }, 6_200)).toBeUndefined();
    expect(ringRulerAt({ ...line, state: 'blind' }, 6_200)).toBeUndefined();
    expect(ringRulerAt({ ...line, state: 'past-limit' }, 6_200)).toBeUndefined();
  });
});

describe('words in the drawing', () => {
  const widthOf = (line: string, size: number): number => (wordWidth(line) * size) / 16;

  it('stand on one line where they fit, else whole on two, after the dot of a name', () => {
    expect(fitWords('陈　静', 96)).toEqual({ lines: ['陈　静'], size: 16 });
    const name = fitWords('阿卜杜热合曼·买买提', 96);
    expect(name.lines).toEqual(['阿卜杜热合曼·', '买买提']);
    expect(fitWords('市政府办公室财务专用章', 96).lines).toEqual(['市政府办公室', '财务专用章']);
    expect(fitWords('Seal of the Finance Office', 96).lines).toEqual(['Seal of the', 'Finance Office']);
  });

  it('never reach beyond their slot', () => {
    for (const words of ['阿卜杜热合曼·买买提', '肥城市人民政府办公室机要文书专用章', '市印刷厂']) {
      const { lines, size } = fitWords(words, 96);
      for (const line of lines) expect(widthOf(line, size)).toBeLessThanOrEqual(96.01);
      expect(lines.join('')).toBe(words);
    }
  });
});

describe('the stepper', () => {
  it('YX-Y1: goes card, finger, choose … close', () => {
    expect(stepWords([])).toHaveLength(8);
    expect(stepWords([]).slice(0, 3)).toEqual(['step.card', 'step.finger', 'step.choose']);
    expect(stepIndex({ ...session, step: 'close' })).toBe(7);
  });

  it('YX-Y1: follows the order in which this person showed the factors, the PIN included', () => {
    expect(stepWords(['finger']).slice(0, 2)).toEqual(['step.finger', 'step.card']);
    expect(stepWords(['card', 'pin']).slice(0, 2)).toEqual(['step.card', 'step.pin']);
    expect(stepWords(['card'], true).slice(0, 2)).toEqual(['step.card', 'step.pin']);
    expect(stepWords(['card', 'finger'], true).slice(0, 2)).toEqual(['step.card', 'step.finger']);
  });

  it('stands where it stopped', () => {
    expect(stepIndex({ ...session, step: 'stopped', factors: ['card'] })).toBe(1);
    expect(stepIndex(undefined)).toBe(0);
  });
});

describe('the drawing', () => {
  it('puts five to a shelf and keeps every slot inside', () => {
    const slots = Array.from({ length: 7 }, (_, index) => ({ ...slot, slot: index + 1 }));
    const { shelves, cells } = shelvesOf(slots);
    expect(shelves).toBe(2);
    expect(cells.map((cell) => cell.slot.slot)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(Math.max(...cells.map((cell) => cell.x + cell.width))).toBeCloseTo(524);
  });

  it('knows plates and paper by their names', () => {
    const forms = ['市政府印模', '公函', '市政府印章'].map(
      (itemName) => shelvesOf([{ ...slot, itemName }]).cells[0]?.form,
    );
    expect(forms).toEqual(['plate', 'paper', 'seal']);
    expect(drawnName(slot)).toBe('市政府');
  });

  it('says unknown when nobody can vouch, and empty where nothing belongs', () => {
    expect(slotWords(slot, false).word).toBe('slot.unknown');
    expect(slotWords({ ...slot, itemId: undefined, state: 'out' }, true).word).toBe('slot.empty');
    expect(slotWords({ ...slot, state: 'wrong' }, true).word).toBe('slot.wrong');
  });
});

describe('clauses', () => {
  it('are called as people call them', () => {
    expect(clauseName('KQ-2')).toBe('考勤制度 第二条');
    expect(clauseName('YX-Y1')).toBe('印信管理制度 用印 第一条');
    expect(clauseName('XX-9')).toBe('XX-9');
  });
});
