/** Cabinet and desk: every change is among the keys said to be touched, and a rebuild from the journal shows the same. */
import { describe, expect, it } from 'vitest';
import { as, CABINET_SCREEN, openOffice, recordPerson } from '../mechanisms/office-people.ts';
import { acknowledgeAll, approved, askFor, Cabinet, decide, OFFICE_SEAL } from './cabinet.ts';

const WATCHED = ['p-director', 'p-chief', 'p-clerk', 'p-second'] as const;

function openedWorld(): { readonly steps: readonly (() => unknown)[]; readonly look: Look } {
  const office = openOffice();
  const cabinet = new Cabinet(office);
  let paper = '';
  const obey = (): void => {
    const pulse = cabinet.pulses.at(-1);
    if (pulse !== undefined) cabinet.obey(pulse);
  };
  const steps: readonly (() => unknown)[] = [
    () => (paper = askFor(office)),
    () => decide(office, paper, 'return', 'p-director', '请更正'),
    () =>
      office.request(as('p-clerk'), 'seals.resubmit', {
        requestId: paper,
        itemIds: [OFFICE_SEAL],
        title: '通知',
        kind: '公文',
        copies: 4,
        unit: '',
        handledBy: '张磊',
        phone: '',
      }),
    () => decide(office, paper),
    () => cabinet.swipe('p-chief'),
    () => cabinet.press('p-chief'),
    () => office.request(CABINET_SCREEN, 'seals.choose', { requestIds: [paper] }),
    () => cabinet.ask('use', [paper]),
    () => obey(),
    () => cabinet.slot(3, false),
    () => cabinet.slot(1, false),
    () => cabinet.slot(1, true),
    () => cabinet.confirm('seal-government', 1),
    () => cabinet.become('held'),
    () => cabinet.become('locked'),
    () => office.pass(31 * 60_000),
    () =>
      office.request(as('p-chief'), 'seals.register-use', {
        requestId: paper,
        itemId: OFFICE_SEAL,
        copies: 3,
        spoiled: 0,
      }),
    () => cabinet.identify(),
    () => office.pass(31_000),
    () => office.pass(21_000),
    () => cabinet.identify(),
    () => cabinet.ask('take-back', []),
    () => obey(),
    () => cabinet.slot(3, true),
    () => cabinet.confirm(OFFICE_SEAL, 3),
    () => cabinet.become('locked'),
    () => cabinet.become('forced'),
    () => cabinet.slot(3, false),
    () => acknowledgeAll(office),
    () => recordPerson(office, 'p-second', ['secretary-staff', 'seal-custodian']),
    () => approved(office, ['seal-government']),
    () =>
      office.request(as('p-admin'), 'seals.define-item', {
        itemId: 'letter-paper',
        name: '公函纸',
        cabinetId: 'cab',
        slot: 7,
        custodianIds: ['p-second'],
        approverRoles: ['director'],
        unloanable: true,
      }),
    () =>
      office.request(as('p-director'), 'seals.confirm-item', {
        proposalId: office.last('seals.item-proposed')?.data.proposalId,
      }),
    () => office.pass(40 * 86_400_000),
    () => office.restart(),
  ];
  return { steps, look: new Look(office) };
}

class Look {
  readonly #office: ReturnType<typeof openOffice>;

  constructor(office: ReturnType<typeof openOffice>) {
    this.#office = office;
  }

  get position(): number {
    return this.#office.events.length;
  }

  /** Of the desk only what the seals own: other modules answer for themselves. */
  screens(): ReadonlyMap<string, Record<string, unknown>> {
    const desks = WATCHED.map((personId): [string, Record<string, unknown>] => {
      const desk = this.#office.screen('desk', as(personId));
      const own = Object.entries(desk).filter(([key]) =>
        /^inbox\/(use|item-out|unregistered|cabinet-alarm|seal-item)-/.test(key),
      );
      return [personId, Object.fromEntries(own)];
    });
    return new Map([['cabinet', this.#office.screen('cabinet', CABINET_SCREEN, 'cabinet-1')], ...desks]);
  }

  touched(name: string, position: number): readonly string[] | 'all' {
    return name === 'cabinet'
      ? this.#office.touchedSince(position, 'cabinet', CABINET_SCREEN, 'cabinet-1')
      : this.#office.touchedSince(position, 'desk', as(name));
  }

  rebuild(): void {
    this.#office.memory.replace(this.#office.rebuilt());
  }
}

describe('screens of the seals', () => {
  it('no change is left untold, and every screen equals a rebuild, step by step', () => {
    const { steps, look } = openedWorld();
    for (const [at, step] of steps.entries()) {
      const before = look.screens();
      const { position } = look;
      step();
      const after = look.screens();
      for (const [name, document] of after) {
        const earlier = before.get(name) ?? {};
        const changed = [...new Set([...Object.keys(earlier), ...Object.keys(document)])].filter(
          (key) => JSON.stringify(earlier[key]) !== JSON.stringify(document[key]),
        );
        const touched = look.touched(name, position);
        const untold = touched === 'all' ? [] : changed.filter((key) => !touched.includes(key));
        expect(untold, `${name} after step ${at}`).toEqual([]);
      }
      look.rebuild();
      expect(look.screens(), `rebuilt after step ${at}`).toEqual(after);
    }
  });
});
