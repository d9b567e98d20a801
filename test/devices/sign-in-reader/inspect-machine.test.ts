/** What an inspection finds, whatever the index table of the module can and cannot tell. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InspectMachine } from '../../../devices/sign-in-reader/inspect-machine.ts';
import { encodeModuleIdPage } from '../../../devices/sign-in-reader/module-identity.ts';
import type { ModuleCommand, ModuleReply } from '../../../devices/sign-in-reader/module-conversation.ts';
import { moment } from '../moment.ts';
import { MODULE_ID } from './reader-bench.ts';

const INDEX_PAGE = 256;

interface Library {
  readonly capacity: number;
  readonly pages: ReadonlySet<number>;
  /** Index pages from this one on are refused. */
  readonly indexPages: number;
}

function replyOf({ capacity, pages, indexPages }: Library, command: ModuleCommand): ModuleReply {
  const ok = { confirmation: 'ok', at: moment(0), data: undefined, repeated: false } as const;
  switch (command.name) {
    case 'ReadSysPara':
      return { ...ok, data: { kind: 'parameters', librarySize: capacity } };
    case 'ReadNotepad':
      return { ...ok, data: { kind: 'notepad', content: encodeModuleIdPage(MODULE_ID) } };
    case 'ReadIndexTable': {
      if (command.indexPage >= indexPages) return { ...ok, confirmation: 'unsupported-command' };
      const first = command.indexPage * INDEX_PAGE;
      const there = [...pages]
        .filter((page) => page >= first && page < first + INDEX_PAGE)
        .toSorted((a, b) => a - b);
      return { ...ok, data: { kind: 'occupied', pages: there.map((page) => page - first) } };
    }
    case 'LoadChar':
      return pages.has(command.page) ? ok : { ...ok, confirmation: 'template-invalid' };
    default:
      return ok;
  }
}

describe('inspection', () => {
  it('finds every occupied page once, also where the index breaks off in the middle', () => {
    const library = fc.record({
      capacity: fc.integer({ min: 1, max: 1000 }),
      used: fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 40 }),
      indexPages: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(library, ({ capacity, used, indexPages }) => {
        const pages = new Set(used.filter((page) => page < capacity));
        const machine = new InspectMachine({ password: 0, defaultCapacity: 200, adoptAs: undefined });
        for (let next = machine.next(); next !== undefined; next = machine.next())
          machine.take(replyOf({ capacity, pages, indexPages }, next));
        expect(machine.result).toEqual({
          kind: 'inspected',
          inspection: {
            moduleId: MODULE_ID,
            capacity,
            usedPages: [...pages].toSorted((one, other) => one - other),
            hasIndexTable: indexPages >= Math.ceil(capacity / INDEX_PAGE),
          },
        });
      }),
      { numRuns: 100 },
    );
  });
});
