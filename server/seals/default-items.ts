/**
 * YX-Y1 as data: the five seals, the printing plate (印模) and the official letter paper (公函), each with who may
 * approve its use by 用印审批单. "用印必须报经主管领导批准": who is competent follows the chain of signatures, XW-1 and
 * XW-2 (city government papers: a city leader; the office's own: the director or the deputy in charge), and YX-K2
 * (letters in the government's name: mayor, vice mayor or director). Party seals: the secretary of that body.
 * Written once at the first start; afterwards the office's own definitions count.
 */
import type { Role } from '../access/principal.ts';

export interface DefaultItem {
  readonly itemId: string;
  readonly name: string;
  readonly approverRoles: readonly Role[];
  readonly unloanable: boolean;
  readonly clause: string;
}

/** In slot order, slot 1 first. A cabinet with fewer slots takes the first ones. */
export const DEFAULT_ITEMS: readonly DefaultItem[] = [
  {
    itemId: 'seal-government',
    name: '市政府印章',
    approverRoles: ['city-leader', 'director'],
    unloanable: true,
    clause: 'YX-Y1, YX-K2',
  },
  {
    itemId: 'seal-government-party',
    name: '市政府党组印章',
    approverRoles: ['city-leader'],
    unloanable: true,
    clause: 'YX-Y1',
  },
  {
    itemId: 'seal-office',
    name: '市政府办公室印章',
    approverRoles: ['director', 'deputy-director'],
    unloanable: true,
    clause: 'YX-Y1, XW-2',
  },
  {
    itemId: 'seal-office-party',
    name: '办公室党组印章',
    approverRoles: ['party-secretary'],
    unloanable: true,
    clause: 'YX-Y1',
  },
  {
    itemId: 'seal-office-branch',
    name: '办公室支部印章',
    approverRoles: ['branch-secretary'],
    unloanable: true,
    clause: 'YX-Y1',
  },
  {
    itemId: 'plate-government',
    name: '市政府印模',
    approverRoles: ['city-leader', 'director'],
    unloanable: false,
    clause: 'YX-Y3',
  },
  {
    itemId: 'letter-paper',
    name: '公函',
    approverRoles: ['director', 'deputy-director'],
    unloanable: true,
    clause: 'YX-Y1',
  },
];
