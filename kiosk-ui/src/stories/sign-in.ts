/** The desk before anybody is signed in: the form, the first set-up, and what may be answered to them. */
import type { Problem } from '../../../server/contract/socket.ts';
import type { StoryAnswers } from './story-answers.ts';
import type { Story } from './story-ports.svelte.ts';

const SIGN_IN_REFUSED: Problem = {
  code: 'SIGN_IN_REFUSED',
  status: 401,
  title: '未登录：用户名或密码不对，或连错五次须等候。请核对后再试；忘记密码请找系统管理员。',
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
const OUT = { '/api/session': { signedIn: false, setupNeeded: false } };
const FIRST_START = { '/api/session': { signedIn: false, setupNeeded: true } };

export const signInStories: Readonly<Record<string, Story>> = {
  'sign-in': signIn({ values: OUT }),
  'sign-in-refused': signIn(
    { values: OUT, refusals: { 'POST /api/session': SIGN_IN_REFUSED } },
    {
      hands: [
        { fill: 'signIn.username', text: 'chenjing' },
        { fill: 'signIn.password', text: 'wrong-2026' },
        { press: 'signIn.send' },
      ],
    },
  ),
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
