/** One transaction a turn: order, savepoints, reactions, what comes after the commit. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RuleViolation } from '../../../server/errors.ts';
import { isPeopleState } from '../../support/small-modules.ts';
import { SmallOffice, SYSTEM } from '../../support/small-office.ts';

let small: SmallOffice;

beforeEach(() => {
  small = new SmallOffice();
});
afterEach(() => small.remove());

function notes(): readonly string[] {
  const state = small.office.stateOf('people');
  return isPeopleState(state) ? state.notes : [];
}

describe('the engine', () => {
  it('records the start before anything else and acts only after it', async () => {
    small.open();
    expect(small.types()).toEqual(['system.started']);
    expect(small.probe.acted).toEqual([false]);
    await small.ask('test.note', 'a');
    expect(small.probe.acted.at(-1)).toBe(true);
  });

  it('does not open where a module throws at the start: what is unsettled would stay so', () => {
    small.probe.startThrows = true;
    expect(() => small.open()).toThrow('a module threw at the start');
    small.probe.startThrows = false;
    small.open();
    expect(small.types()).toEqual(['system.started']);
  });

  it('answers only after the commit, with the position of what was recorded', async () => {
    small.open();
    const asked = small.office.request(SYSTEM, { type: 'test.note', body: { text: 'a' } });
    let answered = false;
    void asked.then(() => {
      answered = true;
    });
    await small.clock.flush();
    expect(answered).toBe(false);
    small.turn();
    expect(await asked).toEqual({ position: 2, answer: { count: 1 } });
    expect(small.office.position()).toBe(2);
  });

  it('takes what arrived in one turn through one commit, in the order of arrival', async () => {
    small.open();
    const before = small.office.metrics().commits;
    const asked = ['a', 'b', 'c'].map((text) =>
      small.office.request(SYSTEM, { type: 'test.note', body: { text } }),
    );
    small.turn();
    expect((await Promise.all(asked)).map(({ position }) => position)).toEqual([2, 3, 4]);
    expect(small.office.metrics().commits).toBe(before + 1);
    expect(notes()).toEqual(['a', 'b', 'c']);
  });

  it('rolls a refused input back alone', async () => {
    small.open();
    const ask = (text: string): Promise<unknown> =>
      small.office.request(SYSTEM, { type: 'test.note', body: { text } });
    const asked = [ask('a'), ask('refuse'), ask('b')];
    small.turn();
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(asked[1]).rejects.toBeInstanceOf(RuleViolation);
    expect(notes()).toEqual(['a', 'b']);
    expect(small.office.metrics()).toMatchObject({ refused: 1, defects: 0, rebuilds: 0 });
  });

  it.each(['defect', 'huge', 'register-defect'])('rolls a throwing input back alone: %s', async (text) => {
    small.open();
    const asked = ['a', text, 'b'].map((word) =>
      small.office.request(SYSTEM, { type: 'test.note', body: { text: word } }),
    );
    small.turn();
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(notes()).toEqual(['a', 'b']);
    expect(small.office.metrics().defects).toBe(1);
    expect(small.troubles.map(({ kind }) => kind)).toEqual(['defect']);
    expect(small.office.rebuildAndCompare().equal).toBe(true);
  });

  it.each(['evolve-defect', 'reaction-defect', 'reaction-refuse', 'circle'])(
    'reads the states again when an input throws after it was evolved: %s',
    async (text) => {
      small.open();
      const asked = ['a', text, 'b'].map((word) =>
        small.office.request(SYSTEM, { type: 'test.note', body: { text: word } }),
      );
      small.turn();
      const outcomes = await Promise.allSettled(asked);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(notes()).toEqual(['a', 'b']);
      expect(small.types()).toEqual(['system.started', 'people.sign-in-refused', 'people.sign-in-refused']);
      expect(small.office.metrics().rebuilds).toBe(1);
      expect(small.office.rebuildAndCompare().equal).toBe(true);
    },
  );

  it('refuses a request that no module knows', async () => {
    small.open();
    await expect(small.ask('test.nothing', 'a')).rejects.toMatchObject({ code: 'REQUEST_UNKNOWN' });
  });

  it('offers recorded events to every module, breadth first, and names the cause', async () => {
    small.open();
    small.database?.exec("INSERT INTO test_card VALUES ('0A', 'ref-1')");
    small.office.submit(small.card('0A'));
    small.turn();
    const [badge, reaction] = small.lines().slice(1);
    expect(badge).toMatchObject({ type: 'people.badge-recorded', actor: 'device:reader-1' });
    expect(reaction).toMatchObject({ type: 'people.signed-in-to-desk', actor: 'device:reader-1', cause: 2 });
    expect(badge).not.toHaveProperty('cause');
  });

  it('tells listeners of whole groups after the commit, and a throwing one harms nobody', async () => {
    small.open();
    small.office.onCommitted(() => {
      throw new TypeError('a listener threw');
    });
    const groups: number[] = [];
    const stop = small.office.onCommitted((events) => groups.push(events.length));
    await Promise.all([small.ask('test.note', 'many 3'), small.ask('test.note', 'a')]);
    stop();
    await small.ask('test.note', 'b');
    expect(groups).toEqual([3, 1]);
    expect(small.troubles.at(-1)).toMatchObject({ kind: 'defect' });
  });

  it('lights a reader only after the badge is on disk', () => {
    small.open();
    small.database?.exec("INSERT INTO test_card VALUES ('0A', 'ref-1')");
    small.office.submit(small.card('0A'));
    expect(small.ordered).toEqual([]);
    small.turn();
    expect(small.ordered).toMatchObject([{ deviceId: 'reader-1', command: { light: 'granted' } }]);
    expect(small.lines()).toHaveLength(3);
  });

  it('sends a notice for what nobody holds, and records that it was unknown', () => {
    small.open();
    const notices: string[] = [];
    small.office.onNotice((stationId, { code }) => notices.push(`${stationId} ${code}`));
    small.office.submit(small.card('FF'));
    small.turn();
    expect(notices).toEqual(['entrance-1 未识别']);
    expect(small.types()).toEqual(['system.started', 'people.badge-unknown']);
  });

  it('never lets a card number into the journal', () => {
    small.open();
    small.database?.exec("INSERT INTO test_card VALUES ('0123456789', 'ref-1')");
    small.office.submit(small.card('0123456789'));
    small.office.submit(small.card('AABBCCDDEE'));
    small.turn();
    const text = JSON.stringify(small.lines());
    expect(text).not.toContain('0123456789');
    expect(text).not.toContain('AABBCCDDEE');
  });

  it('keeps an enrolled card and the fact of it together, and says who holds it already', () => {
    small.open();
    const enrol = (cardNumber: string): void => {
      const step = { name: 'done-card', cardNumber, format: 'em4100-40' } as const;
      const at = { monotonicMs: 0, epochMs: small.clock.epochMs() };
      small.office.submit({
        kind: 'enrolment-advanced',
        deviceId: 'r',
        stationId: 's',
        at,
        enrolmentId: 'e-1',
        step,
      });
      small.turn();
    };
    enrol('0A');
    small.office.submit(small.card('0A'));
    small.turn();
    enrol('0A');
    expect(notes()).toEqual(['enrolled ref-0A held by nobody', 'enrolled ref-0A held by p-ref-0A']);
  });

  it('refuses what arrives after it was closed', async () => {
    small.open();
    const { office } = small;
    const waiting = office.request(SYSTEM, { type: 'test.note', body: { text: 'just before' } });
    await office.close('test');
    expect((await waiting).position).toBe(2);
    await expect(
      office.request(SYSTEM, { type: 'test.note', body: { text: 'after' } }),
    ).rejects.toMatchObject({
      code: 'JOURNAL_UNWRITABLE',
      retryable: true,
    });
    small.open();
    expect(small.types()).toEqual([
      'system.started',
      'people.sign-in-refused',
      'system.stopped',
      'system.started',
    ]);
  });
});
