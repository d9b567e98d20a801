/** Lines of the desk's frame: navigation, search, the person's menu, leaving unsaved work, the printed sheet. */
import type { Line } from '../dictionary.ts';

export const deskShellText = {
  'nav.work': ['办理', 'Work'],
  'nav.office': ['管理', 'Office'],
  'nav.own': ['本人', 'Own'],
  'nav.skip': ['跳到正文', 'Skip to the page'],
  'page.coming': ['正在打开', 'Opening'],
  'page.failed': ['本页未能打开', 'This page could not be opened'],
  'page.failedAdvice': [
    '连接中断，或服务已更新。未办理任何事项。请重试；仍打不开请重新载入。',
    'The link is lost or the service was updated. Nothing was done. Try again; if it persists, reload.',
  ],
  'page.again': ['重试', 'Try again'],
  'page.reload': ['重新载入', 'Reload'],
  'find.label': ['查找', 'Search'],
  'find.hint': ['查人员、页面、设置', 'People, pages, settings'],
  'find.pages': ['页面', 'Pages'],
  'find.people': ['人员', 'People'],
  'find.settings': ['设置', 'Settings'],
  'find.none': ['没有找到“{text}”', 'Nothing found for “{text}”'],
  'find.noneAdvice': ['可输姓名、拼音首字母或页面名称', 'A name, pinyin initials or the name of a page'],
  'find.busy': ['正在查找', 'Searching'],
  'find.refused': ['人员未能查找：连接中断或服务未答复', 'People could not be searched: no answer'],
  'find.count': ['找到 {count} 项', '{count} found'],
  'me.menu': ['本人菜单', 'My menu'],
  'me.print': ['打印本页', 'Print this page'],
  'me.signOutHelp': ['未提出的内容不保留', 'What was not sent is not kept'],
  'leave.title': ['有内容尚未提出', 'Something was not sent'],
  'leave.advice': ['离开本页，已填内容不保留。', 'Leaving this page drops what was typed.'],
  'leave.stay': ['留在本页', 'Stay'],
  'leave.go': ['离开，不保留', 'Leave and drop it'],
  'print.foot': [
    '打印人 {name}　{time}　原始记录 第 {position} 条',
    'Printed by {name}, {time}, journal no. {position}',
  ],
  'signIn.ended': ['登录已结束，请重新登录', 'Your session has ended: sign in again'],
  'signIn.endedAdvice': [
    '登录后回到原来的页面；同一人登录，已填内容仍在。',
    'You return to the same page; what the same person typed is still there.',
  ],
  'signIn.caps': ['大写锁定已开启', 'Caps Lock is on'],
} as const satisfies Record<string, Line>;
