/** Lines about the page itself: another build is served, the service does not answer yet. */
import type { Line } from '../dictionary.ts';

export const linkText = {
  'update.title': ['程序已更新，请刷新。', 'The program has been updated; please load it anew.'],
  'update.advice': [
    '正在填写的内容请先提交，未提交的不保留。',
    'Submit what you are filling in first; what is not submitted is not kept.',
  ],
  'update.reload': ['刷新', 'Load anew'],
  'desk.connectingAdvice': [
    '服务器应答后自动显示。久无应答，请告知系统管理员。',
    'This page appears as soon as the server answers. If it does not, tell the system administrator.',
  ],
} as const satisfies Readonly<Record<string, Line>>;
