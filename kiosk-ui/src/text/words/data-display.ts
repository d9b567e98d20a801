/** Lines of the components that show data: table, chart, print page. */
import type { Line } from '../dictionary.ts';

export const dataDisplayText = {
  'table.filter': ['在表中查找', 'Find in the table'],
  'table.count': ['共 {count} 条', '{count} in all'],
  'table.found': ['符合 {found} 条，共 {count} 条', '{found} of {count} match'],
  'table.loading': ['正在读取', 'Loading'],
  'table.noneFound': ['没有符合“{text}”的', 'Nothing matches “{text}”'],
  'table.showAll': ['显示全部', 'Show all'],
  'table.copy': ['复制', 'Copy'],
  'table.copied': ['已复制 {count} 行，可粘贴到表格', '{count} rows copied'],
  'table.copyFailed': ['未复制：浏览器不允许，请用导出', 'Not copied: the browser refused; export instead'],
  'table.export': ['导出表格', 'Export'],
  'table.copyListed': ['复制所列', 'Copy what is listed'],
  'table.exportListed': ['导出所列', 'Export what is listed'],
  'table.exported': ['已导出 {count} 行：{file}', '{count} rows saved: {file}'],
  'table.pickAll': ['选中全部所列', 'Select all shown'],
  'table.pick': ['选中：{name}', 'Select: {name}'],
  'table.picked': ['已选 {count} 项', '{count} selected'],
  'table.pickedHidden': [
    '已选 {count} 项，其中 {hidden} 项未列出',
    '{count} selected, {hidden} of them not shown',
  ],
  'table.unpick': ['取消选择', 'Clear'],
  'table.unprinted': [
    '一次最多打印 {count} 行，其余 {rest} 行未印。请缩小范围后再打印，或导出表格。',
    'At most {count} rows are printed at a time; {rest} more are not on paper. Narrow the span, or export the table.',
  ],
  'table.open': ['依据', 'Why'],
  'table.openOf': ['依据：{name}', 'Why: {name}'],
  'chart.shownAs': ['显示为', 'Shown as'],
  'chart.drawing': ['图', 'Chart'],
  'chart.table': ['表', 'Table'],
  'chart.reading': ['{name}　{value} {unit}', '{name}: {value} {unit}'],
  'print.position': ['原始记录第 {position} 条　首部 {root}', 'Journal no. {position}, head {root}'],
  'print.preview': ['打印预览：{title}', 'Print preview: {title}'],
} as const satisfies Record<string, Line>;
