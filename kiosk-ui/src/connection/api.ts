/**
 * The desk's and the bench's HTTP calls. Every call says `x-dianmao: 1`, which a foreign page cannot send without the
 * service agreeing; every answer is either a value or a problem, never an exception.
 */
import type { Problem } from '../../../server/contract/socket.ts';
import { noLinkProblem, outcomeUnknownProblem, toProblem } from './problem.ts';
import { isRecord, withoutNulls, type Guard } from './shape.ts';

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function call<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  guard: Guard<T>,
  body?: unknown,
): Promise<Answer<T>> {
  const sent = body === undefined ? undefined : { type: 'application/json', text: JSON.stringify(body) };
  return send(method, path, guard, sent);
}

/** A list as a spreadsheet saves it; always sent as UTF-8, in whatever encoding its file was. */
export function sendCsv<T>(path: string, guard: Guard<T>, text: string): Promise<Answer<T>> {
  return send('POST', path, guard, { type: 'text/csv', text });
}

async function send<T>(
  method: string,
  path: string,
  guard: Guard<T>,
  body: { readonly type: string; readonly text: string } | undefined,
): Promise<Answer<T>> {
  let response: Response;
  let read: unknown;
  try {
    response = await fetch(path, {
      method,
      headers: { 'x-dianmao': '1', ...(body === undefined ? {} : { 'content-type': body.type }) },
      ...(body === undefined ? {} : { body: body.text }),
    });
    read = withoutNulls(parse(await response.text()));
  } catch {
    return { ok: false, problem: method === 'GET' ? noLinkProblem() : outcomeUnknownProblem() };
  }
  if (!response.ok) return { ok: false, problem: toProblem(read, response.status) };
  if (!guard(read)) {
    console.warn(`answer of ${method} ${path} is not of the shape expected`, read);
    return { ok: false, problem: toProblem(undefined, response.status) };
  }
  return { ok: true, value: read };
}

/** `GET /api/views/<name>`; parameters left undefined are not sent. */
export function readView<T>(
  name: string,
  query: Readonly<Record<string, string | undefined>>,
  guard: Guard<T>,
): Promise<Answer<T>> {
  const params = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  const text = params.toString();
  return call('GET', `/api/views/${name}${text === '' ? '' : `?${text}`}`, guard);
}

/** `POST /api/requests/<type>`: what a person asks; the answer comes after the record is on disk. */
export async function ask<T>(type: string, body: unknown, guard: Guard<T>): Promise<Answer<T>> {
  const isRecorded = (value: unknown): value is { readonly answer: T } =>
    isRecord(value) && guard(value['answer']);
  const recorded = await call('POST', `/api/requests/${type}`, isRecorded, body);
  return recorded.ok ? { ok: true, value: recorded.value.answer } : recorded;
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
