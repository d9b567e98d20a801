/** The request mechanism: every stage with every act, and who may decide. */
import { describe, expect, it } from 'vitest';
import { deadlineKey, deadlineName } from '../../../server/mechanisms/deadline.ts';
import { entryOf } from '../../../server/mechanisms/entry.ts';
import {
  isSettled,
  objectionTo,
  type RequestAct,
  type RequestStage,
  stageAfter,
} from '../../../server/mechanisms/request.ts';

const STAGES: readonly RequestStage[] = [
  'asked',
  'returned',
  'approved',
  'refused',
  'withdrawn',
  'expired',
  'used-up',
];
const ACTS: readonly RequestAct[] = [
  'approve',
  'refuse',
  'return',
  'resubmit',
  'withdraw',
  'expire',
  'use-up',
];

describe('stages', () => {
  it('only these acts lead anywhere', () => {
    const moves = STAGES.flatMap((stage) =>
      ACTS.flatMap((act) => {
        const after = stageAfter(stage, act);
        return after === undefined ? [] : [`${stage} ${act} → ${after}`];
      }),
    );
    expect(moves).toEqual([
      'asked approve → approved',
      'asked refuse → refused',
      'asked return → returned',
      'asked withdraw → withdrawn',
      'returned resubmit → asked',
      'returned withdraw → withdrawn',
      'approved withdraw → withdrawn',
      'approved expire → expired',
      'approved use-up → used-up',
    ]);
  });
  it('what is settled stays settled', () => {
    expect(STAGES.filter((stage) => isSettled(stage))).toEqual([
      'refused',
      'withdrawn',
      'expired',
      'used-up',
    ]);
  });
});

describe('who may decide', () => {
  const attempt = {
    stage: 'asked',
    act: 'approve',
    applicantId: 'p-1',
    deciderId: 'p-2',
    barredIds: ['p-3'],
    competent: true,
  } as const;
  it('a competent other person may', () => {
    expect(objectionTo(attempt)).toBeUndefined();
  });
  it('the applicant, a keeper, the incompetent and the late may not', () => {
    expect(objectionTo({ ...attempt, deciderId: 'p-1' })).toBe('own-request');
    expect(objectionTo({ ...attempt, deciderId: 'p-3' })).toBe('holds-the-item');
    expect(objectionTo({ ...attempt, competent: false })).toBe('not-competent');
    expect(objectionTo({ ...attempt, stage: 'approved' })).toBe('not-open');
  });
  it('nobody refuses or returns the own request either', () => {
    for (const act of ['refuse', 'return'] as const) {
      expect(objectionTo({ ...attempt, act, deciderId: 'p-1' })).toBe('own-request');
    }
  });
});

describe('deadline keys', () => {
  it('read back as they were made', () => {
    expect(deadlineName(deadlineKey('duty.call-back', 'call-1', '2'))).toEqual({
      kind: 'duty.call-back',
      parts: ['call-1', '2'],
    });
  });
  it('refuse parts that could not be read back', () => {
    expect(() => deadlineKey('duty.call-back', 'a/b')).toThrow(RangeError);
    expect(() => deadlineKey('duty.call-back', '')).toThrow(RangeError);
  });
});

describe('entries', () => {
  it('an id that only the prototype has is nobody’s', () => {
    const all: Record<string, number> = { 'p-1': 1 };
    expect(entryOf(all, 'p-1')).toBe(1);
    for (const id of ['constructor', '__proto__', 'toString']) expect(entryOf(all, id)).toBeUndefined();
  });
});
