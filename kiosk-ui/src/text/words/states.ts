/** Lines of the components that say how things are: limits, steps, device strip, month grid, tree of sections. */
import type { Line } from '../dictionary.ts';

export const statesText = {
  'limit.left': ['还有 {span}', '{span} left'],
  'limit.over': ['已超 {span}', '{span} over'],
  'step.done': ['已完成', 'done'],
  'step.now': ['正在办理', 'now'],
  'step.toCome': ['未到', 'to come'],
  'step.refused': ['未成', 'refused'],
  'step.next': ['下一步　{word}', 'next: {word}'],
  'step.count': ['第 {at} 步，共 {all} 步', 'step {at} of {all}'],
  'strip.othersOnline': ['其余 {count} 台', '{count} others'],
  'strip.changed': ['{name}　{words}', '{name}: {words}'],
  'state.linkBack': ['连接已恢复', 'The link is back'],
  'month.person': ['姓名', 'Name'],
  'month.nobody': ['本月没有人员', 'Nobody in this month'],
  'month.previous': ['上月', 'Earlier'],
  'month.next': ['下月', 'Later'],
  'month.nothing': ['无记录', 'nothing recorded'],
  'month.rest': ['休息日', 'rest day'],
  'month.legend': ['图例', 'Legend'],
  'month.group': ['{group}　{count} 人', '{group}, {count}'],
  'tree.count': ['{count} 人', '{count}'],
  'tree.chosen': ['已选 {chosen}，共 {count} 人', '{chosen} of {count} chosen'],
  'tree.empty': ['没有人员', 'Nobody here'],
} as const satisfies Record<string, Line>;
