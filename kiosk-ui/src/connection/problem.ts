/** Refusals as the service words them, and the few that only a screen can see: no link, an answer nobody can read. */
import type { Problem } from '../../../server/contract/socket.ts';
import { t } from '../text/text.svelte.ts';
import { isNumber, isParams, isText, orNothing, shapeOf } from './shape.ts';

interface ProblemCore {
  readonly code: string;
  readonly status: number;
  readonly title: string;
}
const isCore = shapeOf<ProblemCore>({ code: isText, status: isNumber, title: isText });
const isMistake = shapeOf<{ path: string; message: string }>({ path: isText, message: isText });
const isClause = orNothing(isText);

/** The problem in an answer, or one that says the answer could not be read. */
export function toProblem(value: unknown, status: number): Problem {
  if (!isCore(value)) return { code: 'SCREEN_ANSWER_UNREADABLE', status, title: t('problem.unreadable') };
  const { clause, params, mistakes }: ProblemCore & Readonly<Record<string, unknown>> = { ...value };
  return {
    code: value.code,
    status: value.status,
    title: value.title,
    ...(isClause(clause) && clause !== undefined ? { clause } : {}),
    ...(isParams(params) ? { params } : {}),
    ...(Array.isArray(mistakes) ? { mistakes: mistakes.filter((mistake) => isMistake(mistake)) } : {}),
  };
}

/** Nothing left this screen, or it was only asked to read: nothing has changed. */
export function noLinkProblem(): Problem {
  return { code: 'SCREEN_NO_LINK', status: 0, title: t('problem.noLink') };
}

/** What asks for a change was sent and its answer is lost: it may have been carried out. */
export function outcomeUnknownProblem(): Problem {
  return { code: 'SCREEN_OUTCOME_UNKNOWN', status: 0, title: t('problem.outcomeUnknown') };
}
