/** A small virtual installation for tests: each kind of device once, a line and a cabinet on boards of their own. */
import type { DevicesConfiguration } from '../../../devices/configuration.ts';

const BOARD = { model: 'waveshare-io-8ch', unit: 1, pollMs: 20, mendOutputMode: false } as const;

export const VIRTUAL_DEVICES: DevicesConfiguration = {
  readers: [
    {
      id: 'entrance-finger',
      station: 'entrance-1',
      name: '指纹机',
      model: 'r503',
      address: 'virtual://entrance-finger',
      countsForSignIn: true,
    },
    {
      id: 'entrance-card',
      station: 'entrance-1',
      name: '读卡器',
      model: 'rdm6300',
      address: 'virtual://entrance-card',
      countsForSignIn: true,
    },
  ],
  boards: [
    { ...BOARD, id: 'board-duty', name: '电话监测板', address: 'virtual://board-duty' },
    { ...BOARD, id: 'board-cabinet', name: '印章柜控制板', address: 'virtual://board-cabinet' },
  ],
  lines: [
    {
      id: 'line-1',
      station: 'duty-1',
      name: '值班电话',
      number: '3312345',
      ring: 'board-duty/in/0',
      hook: '!board-duty/in/1',
    },
  ],
  cabinets: [
    {
      id: 'seal-cabinet-1',
      station: 'cabinet-1',
      name: '印章柜',
      coil: 'board-cabinet/out/0',
      door: 'board-cabinet/in/0',
      lock: 'board-cabinet/in/1',
      slots: [2, 3, 4, 5, 6, 7].map((input) => `board-cabinet/in/${input}`),
    },
  ],
};
