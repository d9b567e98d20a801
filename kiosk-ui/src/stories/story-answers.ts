/** The service's side of a story: answers of HTTP calls, so that stories never reach a service. */
import type { Problem } from '../../../server/contract/socket.ts';

/** By path without its query, or by `POST /path` where the method matters. What is not named is not found. */
export interface StoryAnswers {
  /** `pending`: no call is ever answered. `away`: no call arrives. `refuses`: every call is refused. */
  readonly service?: 'answers' | 'pending' | 'away' | 'refuses';
  readonly values?: Readonly<Record<string, unknown>>;
  /** Calls that do not arrive, by `POST /path`. */
  readonly lost?: readonly string[];
  readonly refusals?: Readonly<Record<string, Problem>>;
}

const REFUSED: Problem = {
  code: 'ACCESS_NOT_YOURS',
  status: 403,
  title: '未办理：此页由主任、值班管理人员查阅。请转由其办理。',
};

export function answerFrom(answers: StoryAnswers, method: string, address: string): Promise<Response> {
  const path = address.split('?')[0] ?? '';
  if (answers.lost?.includes(`${method} ${path}`) === true) return Promise.reject(new TypeError('no link'));
  const refusal = answers.refusals?.[`${method} ${path}`] ?? answers.refusals?.[path];
  switch (answers.service ?? 'answers') {
    case 'pending':
      return new Promise(() => {});
    case 'away':
      return Promise.reject(new TypeError('no link'));
    case 'refuses':
      return refuse(refusal ?? REFUSED);
    case 'answers': {
      if (refusal !== undefined) return refuse(refusal);
      const value = answers.values?.[address] ?? answers.values?.[path];
      return value === undefined
        ? refuse({ code: 'STORY', status: 404, title: `样张没有准备 ${path} 的答复。` })
        : Promise.resolve(Response.json(value));
    }
  }
}

function refuse(problem: Problem): Promise<Response> {
  return Promise.resolve(Response.json(problem, { status: problem.status }));
}
