/** 原始记录 in words: every event that the service can record has its word, and no word is without its event. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actorOf, peopleOf, placesOf, subjectOf } from '../../kiosk-ui/src/screens/desk/journal-words.ts';
import { journalEventsText } from '../../kiosk-ui/src/text/words/journal-events.ts';

const SERVER = join(import.meta.dirname, '..', '..', 'server');

function recordedTypes(): readonly string[] {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|[/\\-])events\.ts$/.test(path),
  );
  const types = files.flatMap((path) =>
    [...readFileSync(join(SERVER, path), 'utf8').matchAll(/readonly type: '([a-z-]+\.[a-z-]+)'/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  return [...new Set(types)].toSorted();
}

describe('the words of the journal', () => {
  it('name every event of the service, and nothing else', () => {
    expect(recordedTypes().length).toBeGreaterThan(80);
    expect(Object.keys(journalEventsText).toSorted()).toEqual(recordedTypes().map((type) => `event.${type}`));
  });

  it('are never the same for two events, in neither language', () => {
    for (const language of [0, 1] as const) {
      const words = Object.values(journalEventsText).map((line) => line[language]);
      expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
    }
  });
});

describe('who a line comes from and whom it concerns', () => {
  const names = new Map([
    ['p-07', '李倩'],
    ['p-01', '周海涛'],
    ['p-30', '沈佳'],
  ]);
  const places = placesOf({
    stations: [{ stationId: 'entrance-1', station: 'entrance', name: '一楼大厅' }],
    devices: [
      {
        deviceId: 'entrance-card',
        stationId: 'entrance-1',
        kind: 'card-reader',
        model: 'rdm6300',
        name: '大厅读卡器',
        health: 'online',
        reason: '',
        sinceMs: 0,
      },
    ],
  });

  it('name the person, the reader or the screen; a code that is not known stays as it is', () => {
    const known = { names, places };
    expect(actorOf('person:p-07', known)).toEqual({ kind: 'named', name: '李倩' });
    expect(actorOf('device:entrance-card', known)).toEqual({ kind: 'named', name: '大厅读卡器' });
    expect(actorOf('station:entrance-1', known)).toEqual({ kind: 'named', name: '一楼大厅' });
    expect(actorOf('person:p-99', known)).toEqual({ kind: 'named', name: 'p-99' });
    expect(actorOf('token:t-1', known)).toEqual({ kind: 'token', name: 't-1' });
    expect(actorOf('system', known)).toEqual({ kind: 'system', name: '' });
    expect(actorOf('nobody', known)).toEqual({ kind: 'nobody', name: '' });
  });

  it('find people wherever a line names them, each once, and take no word for a person', () => {
    expect(peopleOf({ personId: 'p-30', by: 'finger', enrolledBy: 'p-07', witnessedBy: 'p-07' })).toEqual([
      'p-30',
      'finger',
      'p-07',
    ]);
    expect(peopleOf({ judgements: [{ personId: 'p-01' }, { personId: 'p-30' }], handledBy: '张磊' })).toEqual(
      ['p-01', 'p-30'],
    );
    expect(peopleOf({ withheld: '不属本人查阅范围' })).toEqual([]);
  });

  it('say whom a line concerns before where it happened, and what it is about last', () => {
    const known = { names, places };
    expect(subjectOf({ personId: 'p-30', by: 'card', deviceId: 'entrance-card' }, known)).toBe('沈佳');
    expect(subjectOf({ deviceId: 'entrance-card', atMs: 1 }, known)).toBe('大厅读卡器');
    expect(subjectOf({ custodianId: 'p-01', itemName: '市政府印章', title: '通知' }, known)).toBe(
      '周海涛　市政府印章　通知',
    );
    expect(subjectOf({ withheld: '不属本人查阅范围' }, known)).toBe('不属本人查阅范围');
    expect(subjectOf({ size: 12 }, known)).toBe('');
  });
});
