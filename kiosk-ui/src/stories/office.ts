/** The people and devices of the stories: invented names, numbers of no one (0538-000 xxxx). */
import type { DayValue, DeviceStripEntry, OfficeValue } from '../../../server/contract/screens.ts';
import type { Heartbeat, Problem } from '../../../server/contract/socket.ts';
import { shanghai } from './story-ports.svelte.ts';

export const office: OfficeValue = {
  officeName: '肥城市人民政府办公室',
  stationName: '入口',
  zone: 'Asia/Shanghai',
  version: '0.1.0',
  virtualHardware: true,
};
export const workday: DayValue = { officeDate: '2026-11-23', kind: 'workday', holidayName: undefined };

export function device(
  name: string,
  lamp: DeviceStripEntry['lamp'] = 'online',
  at = '2026-11-23T07:39:01',
): DeviceStripEntry {
  return { deviceId: name, name, lamp, reason: lamp === 'degraded' ? '偶有丢帧' : '', sinceMs: shanghai(at) };
}
export const entranceDevices = [device('指纹机'), device('读卡器')];
export const dutyDevices = [device('电话监测'), device('读卡器')];
export const cabinetDevices = [device('柜锁'), device('指纹机'), device('读卡器')];

export const SECTIONS = ['秘书科', '综合信息科', '督查科', '行政科', '机要文书科', '研究室', '机关工勤'];
export const STAFF = [
  '陈静 王建国 李娜 张磊 赵晓燕 孙涛 周婷 吴海峰 刘洪波 马骏 徐丽 朱文斌',
  '郑国庆 韩雪 胡敏 郭伟 何佳 林志远 罗欣 梁军 谢芳 唐波 许琳 邓勇',
  '宋佳 赵明 冯凯 曹莹 彭飞 曾红',
  '于洋 蒋玉梅 蔡军 余平 杜鹃 叶青 程亮 周卫东 石磊 贾勇 夏强 韦峰',
  '魏东 薛梅 丁蕾 任强 姚远',
  '肖亮 田凤 董志刚 袁华 潘磊',
  '卢刚 傅民 钟慧 姜涛 崔莉 谭斌 𬱖㛃',
].map((names) => names.split(' '));
export const LEADERS = ['孙志强', '李振华', '张美玲', '陈国栋', '高立新'];

export const CLOCK_UNSURE: Partial<Heartbeat> = {
  clock: { believed: false, reason: '时钟早于最后一条原始记录' },
};
export const JOURNAL_UNWRITABLE: Partial<Heartbeat> = {
  journal: { writable: false, reason: '磁盘已满' },
};
export const NOT_PUBLISHED: DayValue = {
  officeDate: '2027-01-04',
  kind: 'not-published',
  holidayName: undefined,
};
/** In the service's own words. */
export const NOT_PAIRED: Problem = {
  code: 'ACCESS_SIGN_IN_NEEDED',
  status: 401,
  title: '未办理：尚未登录，或本屏幕尚未配对。请先登录，或请管理员在办公桌页面生成配对码。',
};
export const PAIRING_REFUSED: Problem = {
  code: 'PAIRING_REFUSED',
  status: 403,
  title: '未配对：配对码不对、已用过或已超过五分钟。请在办公桌页面重新生成。',
};
