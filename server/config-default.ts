/**
 * What is installed when no file is given: a whole office on virtual hardware, so that `npm start` needs no port and
 * no driver. Goes through the same checks as a file.
 */
import type { InstallationFile } from './config-schema.ts';

export const DEFAULT_INSTALLATION: InstallationFile = {
  office: { name: '肥城市人民政府办公室', zone: 'Asia/Shanghai' },
  server: { host: '127.0.0.1', port: 8420, dataDirectory: './data', allowedOrigins: [] },
  stations: [
    { id: 'entrance-1', kind: 'entrance', name: '一楼大厅' },
    { id: 'duty-1', kind: 'duty', name: '值班室' },
    { id: 'cabinet-1', kind: 'cabinet', name: '机要室印章柜' },
  ],
  readers: [
    {
      id: 'entrance-finger',
      station: 'entrance-1',
      name: '大厅指纹机',
      model: 'r503',
      address: 'virtual://entrance-finger',
    },
    {
      id: 'entrance-card',
      station: 'entrance-1',
      name: '大厅读卡器',
      model: 'rdm6300',
      address: 'virtual://entrance-card',
    },
    {
      id: 'duty-card',
      station: 'duty-1',
      name: '值班室读卡器',
      model: 'rdm6300',
      address: 'virtual://duty-card',
    },
    {
      id: 'cabinet-finger',
      station: 'cabinet-1',
      name: '印章柜指纹机',
      model: 'r503',
      address: 'virtual://cabinet-finger',
    },
    {
      id: 'cabinet-card',
      station: 'cabinet-1',
      name: '印章柜读卡器',
      model: 'rdm6300',
      address: 'virtual://cabinet-card',
    },
  ],
  boards: [
    {
      id: 'board-duty',
      name: '电话监测板',
      model: 'waveshare-io-8ch',
      address: 'virtual://board-duty',
      unit: 1,
      pollMs: 20,
      mendOutputMode: false,
    },
    {
      id: 'board-cabinet',
      name: '印章柜控制板',
      model: 'waveshare-io-8ch',
      address: 'virtual://board-cabinet',
      unit: 1,
      pollMs: 20,
      mendOutputMode: false,
    },
  ],
  lines: [
    {
      id: 'line-1',
      station: 'duty-1',
      name: '值班电话',
      number: '3312345',
      ring: 'board-duty/in/0',
      hook: 'board-duty/in/1',
    },
    {
      id: 'line-2',
      station: 'duty-1',
      name: '总机',
      number: '3319000',
      ring: 'board-duty/in/2',
      hook: 'board-duty/in/3',
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
  demo: { clock: { speed: 1 } },
};
