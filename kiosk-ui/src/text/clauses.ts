/** Clause ids as people call them: `KQ-2` → 考勤制度 第二条. Regulations carry their Chinese names in both languages. */
const REGULATIONS: Readonly<Record<string, string>> = {
  KQ: '考勤制度',
  ZB: '值班制度',
  'YX-Y': '印信管理制度 用印',
  'YX-K': '印信管理制度 开信',
};
const NUMERALS = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

export function clauseName(clause: string): string {
  const match = /^(YX-[YK]|[A-Z]+)-?(\d+)$/.exec(clause);
  const regulation = REGULATIONS[match?.[1] ?? ''];
  const numeral = NUMERALS[Number(match?.[2])];
  return regulation === undefined || numeral === undefined ? clause : `${regulation} 第${numeral}条`;
}
