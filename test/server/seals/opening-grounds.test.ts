/** YX-Y1: the table of opening grounds, every combination of its preconditions, and each one through the rules. */
import { describe, expect, it } from 'vitest';
import type { OpeningGround } from '../../../server/seals/events.ts';
import { OPENING_GROUNDS } from '../../../server/seals/events.ts';
import {
  firstUnmet,
  GROUND_ROWS,
  type OpeningFacts,
  type Precondition,
  PRECONDITIONS,
} from '../../../server/seals/opening-grounds.ts';
import { recordPerson, openOffice } from '../mechanisms/office-people.ts';
import type { RulesOffice } from '../mechanisms/rules-office.ts';
import { approved, askFor, Cabinet, GOVERNMENT_SEAL, OFFICE_SEAL } from './cabinet.ts';

const ALL: readonly Precondition[] = [
  'may-act',
  'board-online',
  'no-alarm',
  'door-locked',
  'nothing-pending',
  'identified',
  'in-time',
  'keeps-all',
  'authority-named',
  'authority-approved',
  'authority-in-force',
  'rule-unchanged',
  'not-own-approval',
  'items-of-authority',
  'copies-left',
  'use-registered',
  'items-in-place',
  'items-out',
  'loan-authority',
  'loan-return-authority',
  'emergency-order',
  'count-order',
  'service-order',
];
const ALWAYS: readonly Precondition[] = [
  'may-act',
  'board-online',
  'door-locked',
  'no-alarm',
  'nothing-pending',
  'identified',
  'in-time',
];
const GROUNDS: readonly OpeningGround[] = [
  'use',
  'take-back',
  'loan-out',
  'loan-return',
  'emergency',
  'stock-check',
  'service',
];

function factsWith(holding: ReadonlySet<Precondition>): OpeningFacts {
  return {
    'may-act': holding.has('may-act'),
    'board-online': holding.has('board-online'),
    'no-alarm': holding.has('no-alarm'),
    'door-locked': holding.has('door-locked'),
    'nothing-pending': holding.has('nothing-pending'),
    identified: holding.has('identified'),
    'in-time': holding.has('in-time'),
    'keeps-all': holding.has('keeps-all'),
    'authority-named': holding.has('authority-named'),
    'authority-approved': holding.has('authority-approved'),
    'authority-in-force': holding.has('authority-in-force'),
    'rule-unchanged': holding.has('rule-unchanged'),
    'not-own-approval': holding.has('not-own-approval'),
    'items-of-authority': holding.has('items-of-authority'),
    'copies-left': holding.has('copies-left'),
    'use-registered': holding.has('use-registered'),
    'items-in-place': holding.has('items-in-place'),
    'items-out': holding.has('items-out'),
    'loan-authority': holding.has('loan-authority'),
    'loan-return-authority': holding.has('loan-return-authority'),
    'emergency-order': holding.has('emergency-order'),
    'count-order': holding.has('count-order'),
    'service-order': holding.has('service-order'),
  };
}

describe('YX-Y1 the table', () => {
  it('YX-Y1 has a row for every ground and a refusal for every precondition, and no other', () => {
    expect(Object.keys(GROUND_ROWS).toSorted()).toEqual([...GROUNDS].toSorted());
    expect(Object.keys(OPENING_GROUNDS).toSorted()).toEqual([...GROUNDS].toSorted());
    expect(Object.keys(PRECONDITIONS).toSorted()).toEqual([...ALL].toSorted());
    const used = new Set(GROUNDS.flatMap((ground) => GROUND_ROWS[ground].needs));
    expect(ALL.filter((one) => !used.has(one))).toEqual([]);
  });

  it('YX-Y1 every combination of a row: it opens only when all hold, and names the first that does not', () => {
    for (const ground of GROUNDS) {
      const { needs } = GROUND_ROWS[ground];
      for (let mask = 0; mask < 2 ** needs.length; mask += 1) {
        const holding = new Set(needs.filter((_, index) => (mask & (2 ** index)) !== 0));
        const expected = needs.find((one) => !holding.has(one));
        if (firstUnmet(ground, factsWith(holding)) !== expected)
          throw new Error(`${ground} ${mask}: not ${expected}`);
      }
      expect(firstUnmet(ground, factsWith(new Set(ALL)))).toBeUndefined();
    }
  });

  it('YX-Y1 every ground needs a writable journal, a fresh identification and a known, locked, quiet door', () => {
    for (const ground of GROUNDS)
      expect(GROUND_ROWS[ground].needs).toEqual(expect.arrayContaining([...ALWAYS]));
  });

  it('YX-Y1 the rows, written once more: a precondition that is dropped or reordered is seen here', () => {
    const own: Readonly<Record<OpeningGround, readonly Precondition[]>> = {
      use: [
        'authority-named',
        'authority-approved',
        'authority-in-force',
        'items-of-authority',
        'rule-unchanged',
        'keeps-all',
        'not-own-approval',
        'copies-left',
        'use-registered',
        'items-in-place',
      ],
      'take-back': ['items-out', 'keeps-all'],
      'loan-out': ['loan-authority'],
      'loan-return': ['loan-return-authority'],
      emergency: ['emergency-order'],
      'stock-check': ['count-order'],
      service: ['service-order'],
    };
    for (const ground of GROUNDS) expect(GROUND_ROWS[ground].needs).toEqual([...ALWAYS, ...own[ground]]);
  });
});

describe('YX-Y1 each precondition through the rules, both sides', () => {
  interface Case {
    readonly name: string;
    readonly says: RegExp;
    /** Everything is ready to open; the case spoils one thing and asks. */
    readonly spoil: (ready: Ready) => void;
    readonly ask?: (ready: Ready) => unknown;
  }
  interface Ready {
    readonly office: RulesOffice;
    readonly cabinet: Cabinet;
    readonly requestId: string;
  }
  const ready = (): Ready => {
    const office = openOffice();
    const cabinet = new Cabinet(office);
    return { office, cabinet, requestId: approved(office, [OFFICE_SEAL], { copies: 2 }) };
  };
  const identifyAndAsk = ({ cabinet, requestId }: Ready): unknown => {
    cabinet.identify();
    return cabinet.ask('use', [requestId]);
  };
  const once = ({ cabinet, requestId }: Ready, copies: number): void => {
    cabinet.open([requestId]);
    cabinet.slot(3, false);
    if (copies > 0) cabinet.register(requestId, OFFICE_SEAL, copies);
    cabinet.slot(3, true);
    cabinet.confirm(OFFICE_SEAL, 3);
    cabinet.become('locked');
  };

  it('YX-Y1 with nothing spoiled it opens, with one intent and one pulse that expires in 2 s', () => {
    const made = ready();
    identifyAndAsk(made);
    const intent = made.office.last('seals.opening-intended')?.data;
    expect(intent).toMatchObject({
      ground: 'use',
      authority: [made.requestId],
      custodianId: 'p-chief',
      factors: ['card', 'finger'],
      itemIds: [OFFICE_SEAL],
    });
    expect(made.cabinet.pulses).toEqual([
      { kind: 'pulse-lock', intentId: intent?.intentId, expiresAtMs: made.office.clock.monotonicMs() + 2000 },
    ]);
  });

  const CASES: readonly Case[] = [
    { name: 'may-act', says: /不能写入或时间未经确认/, spoil: ({ office }) => void (office.mayAct = false) },
    {
      name: 'board-online',
      says: /离线，状态不明/,
      spoil: ({ cabinet }) => {
        cabinet.become('unknown');
      },
    },
    {
      name: 'door-locked',
      says: /未锁闭/,
      spoil: ({ cabinet }) => cabinet.become('did-not-relock'),
    },
    {
      name: 'nothing-pending',
      says: /尚无结果/,
      spoil: () => undefined,
      ask: (made) => {
        identifyAndAsk(made);
        return made.cabinet.ask('use', [made.requestId]);
      },
    },
    {
      name: 'identified',
      says: /未验到保管人身份/,
      spoil: () => undefined,
      ask: (made) => made.cabinet.ask('use', [made.requestId]),
    },
    {
      name: 'in-time',
      says: /已过时限/,
      spoil: () => undefined,
      ask: (made) => {
        made.cabinet.identify();
        made.office.clock.advance(30_001);
        return made.cabinet.ask('use', [made.requestId]);
      },
    },
    {
      name: 'authority-named',
      says: /未选用印审批件/,
      spoil: () => undefined,
      ask: (made) => {
        made.cabinet.identify();
        return made.cabinet.ask('use', []);
      },
    },
    {
      name: 'authority-approved',
      says: /未经批准/,
      spoil: () => undefined,
      ask: (made) => {
        const asked = askFor(made.office);
        made.cabinet.identify();
        return made.cabinet.ask('use', [made.requestId, asked]);
      },
    },
    {
      name: 'items-of-authority',
      says: /不在审批件之内/,
      spoil: () => undefined,
      ask: (made) => {
        made.cabinet.identify();
        return made.cabinet.ask('use', [made.requestId], [GOVERNMENT_SEAL]);
      },
    },
    {
      name: 'not-own-approval',
      says: /审批人不得自行开柜/,
      spoil: ({ office }) => recordPerson(office, 'p-director', ['director', 'seal-custodian']),
      ask: (made) => {
        made.cabinet.identify('p-director');
        return made.cabinet.ask('use', [made.requestId]);
      },
    },
    { name: 'copies-left', says: /未经批准或已办结/, spoil: (made) => once(made, 2) },
    { name: 'use-registered', says: /上次用印尚未登记/, spoil: (made) => once(made, 0) },
    {
      name: 'items-in-place',
      says: /市政府办公室印章不在位/,
      spoil: ({ cabinet }) => cabinet.slot(3, undefined),
    },
    {
      name: 'no-alarm',
      says: /警报未处理/,
      spoil: ({ cabinet }) => cabinet.report({ kind: 'cabinet-fault', fault: 'tamper' }),
    },
  ];
  for (const one of CASES) {
    it(`YX-Y1 ${one.name}: refused, nothing recorded, nothing pulsed`, () => {
      const made = ready();
      one.spoil(made);
      const intents = made.office.all('seals.opening-intended').length;
      const ask = one.ask ?? identifyAndAsk;
      expect(() => ask(made)).toThrow(one.says);
      const allowed = one.name === 'nothing-pending' ? intents + 1 : intents;
      expect(made.office.all('seals.opening-intended')).toHaveLength(allowed);
      expect(made.cabinet.pulses).toHaveLength(allowed);
    });
  }

  it('YX-Y1 keeps-all: an item of another keeper is refused with the keeper’s name', () => {
    const { office, cabinet } = ready();
    const definition = office
      .all('seals.item-defined')
      .find(({ data }) => data.itemId === GOVERNMENT_SEAL)?.data;
    if (definition === undefined) throw new Error('no such default');
    office.record({ type: 'seals.item-defined', data: { ...definition, custodianIds: ['p-second'] } });
    const requestId = approved(office, [GOVERNMENT_SEAL]);
    cabinet.identify();
    expect(() => cabinet.ask('use', [requestId])).toThrow(/名second/);
  });

  it('YX-Y1 items-out: 还印入柜 needs something out', () => {
    const { cabinet } = ready();
    cabinet.identify();
    expect(() => cabinet.ask('take-back', [])).toThrow(/没有取出在外/);
  });

  it('YX-Y3 and others: loans, emergencies, counts and service have no authority here, and say so', () => {
    const { cabinet, requestId } = ready();
    for (const [ground, says] of [
      ['loan-out', /借印手续/],
      ['loan-return', /借印手续/],
      ['emergency', /主任指令/],
      ['stock-check', /清点指令/],
      ['service', /检修指令/],
    ] as const) {
      cabinet.identify();
      expect(() => cabinet.ask(ground, [requestId])).toThrow(says);
    }
    expect(cabinet.pulses).toEqual([]);
  });
});
