/** The bench with every kind of device. */
import type { BenchState } from '../../../server/contract/bench.ts';
import type { Story } from './story-ports.svelte.ts';

const state: BenchState & { readonly accounts: unknown } = {
  devices: [
    {
      kind: 'fingerprint',
      deviceId: 'finger-1',
      name: '入口　指纹机',
      plugged: true,
      light: 'off',
      templates: 38,
    },
    { kind: 'card', deviceId: 'card-1', name: '入口　读卡器', plugged: false },
    {
      kind: 'line',
      deviceId: 'lines',
      lineId: 'line-1',
      name: '一线',
      plugged: true,
      ringing: true,
      offHook: false,
    },
    {
      kind: 'line',
      deviceId: 'lines',
      lineId: 'line-2',
      name: '二线',
      plugged: true,
      ringing: false,
      offHook: false,
    },
    {
      kind: 'cabinet',
      deviceId: 'cabinet-1',
      name: '印章柜',
      plugged: true,
      doorOpen: true,
      boltOut: false,
      coilOn: false,
      slots: [1, 2, 3, 4, 5, 6, 7].map((slot) => ({ slot, occupied: slot !== 3 })),
    },
  ],
  people: [
    {
      personId: 'p-1',
      name: '陈静',
      section: '秘书科',
      fingers: [{ print: 'p-1-right', label: '右手食指' }],
      cards: ['0004521337'],
    },
    { personId: 'p-2', name: '王建国', section: '秘书科', fingers: [], cards: ['0004521338'] },
  ],
  accounts: {
    password: 'demo-password',
    pin: '2580',
    accounts: [
      { username: 'director', name: '孙志强', roles: ['director'] },
      { username: 'custodian', name: '陈静', roles: ['seal-custodian'] },
    ],
  },
};
const at = '2026-11-23T08:34:10';

const bench = (over: Partial<Story>): Story => ({ screen: 'bench', at, document: {}, ...over });

export const benchStories: Readonly<Record<string, Story>> = {
  bench: bench({ answers: { values: { '/bench/state': state, '/bench/act': {} } } }),
  'bench-empty': bench({ answers: { values: { '/bench/state': { devices: [], people: [] } } } }),
  'bench-loading': bench({ answers: { service: 'pending' } }),
  'bench-away': bench({ answers: { service: 'away' } }),
};
