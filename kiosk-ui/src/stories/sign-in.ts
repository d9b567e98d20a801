/** The desk before anybody is signed in: the form, the first set-up, and what may be answered to them. */
import type { Problem } from '../../../server/contract/socket.ts';
import type { StoryAnswers } from './story-answers.ts';
import type { Story } from './story-ports.svelte.ts';

const SIGN_IN_REFUSED: Problem = {
  code: 'SIGN_IN_REFUSED',
  status: 401,
  title: '未登录：用户名或密码不对。请核对后再试，连错五次须等候；忘记密码请找系统管理员。',
};
const SIGN_IN_WAIT: Problem = {
  code: 'SIGN_IN_WAIT',
  status: 429,
  title:
    '未登录：连错五次，须等候，其间输入正确的密码也不能登录。请等候期满再试；忘记密码请找系统管理员重设。',
  params: { waitS: 240 },
};
const SETUP_REFUSED: Problem = {
  code: 'SETUP_REFUSED',
  status: 403,
  title: '未设置：启动码不对、已用过，或连错五次须等候。启动码印在服务启动时的终端上。',
};
const signIn = (answers: StoryAnswers, over: Partial<Story> = {}): Story => ({
  screen: 'sign-in',
  at: '2026-11-23T08:34:10',
  document: {},
  answers,
  ...over,
});
const OUT = { '/api/session': { signedIn: false, setupNeeded: false, demo: false } };
const DEMO = { '/api/session': { signedIn: false, setupNeeded: false, demo: true } };
const FIRST_START = { '/api/session': { signedIn: false, setupNeeded: true, demo: false } };

const TYPED: Story['hands'] = [
  { fill: 'signIn.username', text: 'chenjing' },
  { fill: 'signIn.password', text: 'wrong-2026' },
  { press: 'signIn.send' },
];

export const signInStories: Readonly<Record<string, Story>> = {
  'sign-in': signIn({ values: OUT }),
  'sign-in-refused': signIn(
    { values: OUT, refusals: { 'POST /api/session': SIGN_IN_REFUSED } },
    {
      hands: TYPED,
    },
  ),
  'sign-in-wait': signIn({ values: OUT, refusals: { 'POST /api/session': SIGN_IN_WAIT } }, { hands: TYPED }),
  'sign-in-no-link': signIn({ values: OUT, lost: ['POST /api/session'] }, { hands: TYPED }),
  'sign-in-demo': signIn({ values: DEMO }),
  'sign-in-caps': signIn(
    { values: OUT },
    {
      hands: [
        { fill: 'signIn.username', text: 'chenjing' },
        { key: 'A', capsLock: true },
      ],
    },
  ),
  'sign-in-again': { ...signIn({ values: OUT }), screen: 'sign-in-again' },
  'sign-in-loading': signIn({ service: 'pending' }),
  'sign-in-offline': signIn({ service: 'away' }),
  'sign-in-setup': signIn({ values: FIRST_START }),
  'sign-in-setup-refused': signIn(
    { values: FIRST_START, refusals: { 'POST /api/setup': SETUP_REFUSED } },
    {
      hands: [
        { fill: 'setup.code', text: 'K7QM-2XDP-9RTB' },
        { fill: 'setup.name', text: '阿卜杜热合曼·买买提' },
        { fill: 'signIn.username', text: 'abduraxman' },
        { fill: 'signIn.password', text: 'not-the-real-one' },
        { press: 'setup.send' },
      ],
    },
  ),
};
