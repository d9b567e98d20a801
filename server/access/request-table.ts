/**
 * The one table of what may be asked and read, made from the modules. HTTP routes, socket requests, OpenAPI and the
 * access test all come from here: what it does not name cannot be reached. Order of checks: is there such a thing,
 * may this caller, is the body right, and only then the engine.
 */
import type { Reading, RequestDefinition, ViewDefinition } from '../engine/module.ts';
import type { OfficePort } from '../engine/office-port.ts';
import { RuleViolation } from '../errors.ts';
import type { Sheet } from '../sheets/sheet.ts';
import { mistakesOf } from './mistakes.ts';
import { isGranted, type Principal } from './principal.ts';
import { InvalidRequest, refusalFor } from './refusals.ts';

export interface Submitted {
  readonly position: number;
  readonly answer: unknown;
}

/** Consumes a body with a secret in it and tells the engine only what came of it. */
export type SecretRequest = (principal: Principal, body: unknown) => Promise<Submitted>;

interface OwnedView {
  readonly moduleName: string;
  readonly view: ViewDefinition;
}

export class RequestTable {
  readonly requests: readonly RequestDefinition[];
  readonly views: readonly ViewDefinition[];
  readonly #office: OfficePort;
  readonly #requestsByType: ReadonlyMap<string, RequestDefinition>;
  readonly #viewsByName: ReadonlyMap<string, OwnedView>;
  readonly #secrets: ReadonlyMap<string, SecretRequest>;

  /** Throws where two modules define the same thing, or where nothing would consume a secret. */
  constructor(office: OfficePort, secrets: ReadonlyMap<string, SecretRequest>) {
    this.#office = office;
    this.#secrets = secrets;
    this.requests = office.modules.flatMap((module) => module.requests);
    this.#requestsByType = unique(this.requests.map((request) => [request.type, request]));
    const owned = office.modules.flatMap((module) =>
      module.views.map((view) => ({ moduleName: module.name, view })),
    );
    this.views = owned.map(({ view }) => view);
    this.#viewsByName = unique(owned.map((entry) => [entry.view.name, entry]));
    for (const { type, secret } of this.requests) {
      if ((secret?.length ?? 0) > 0 && !secrets.has(type))
        throw new Error(`nothing consumes the secret of ${type}`);
    }
  }

  async submit(principal: Principal, type: string, body: unknown): Promise<Submitted> {
    const request = this.#requestsByType.get(type);
    if (request === undefined) throw unknown(`事项 ${type}`);
    if (!isGranted(principal, request.allow)) throw refusalFor(principal, request.allow);
    const mistakes = mistakesOf(request.body, body);
    if (mistakes.length > 0) throw new InvalidRequest(mistakes);
    const secret = this.#secrets.get(type);
    return secret === undefined ? this.#office.request(principal, { type, body }) : secret(principal, body);
  }

  read(principal: Principal, name: string, query: unknown): unknown {
    const { view, state, reading } = this.#readingOf(principal, name, query);
    return view.read(state, query, reading);
  }

  /** The same as a list for a spreadsheet, given to the same people. Throws REQUEST_UNKNOWN where there is none. */
  sheet(principal: Principal, name: string, query: unknown): Sheet {
    const { view, state, reading } = this.#readingOf(principal, name, query);
    if (view.sheet === undefined) throw unknown(`表格 ${name}`);
    return view.sheet(state, query, reading);
  }

  #readingOf(
    principal: Principal,
    name: string,
    query: unknown,
  ): { readonly view: ViewDefinition; readonly state: object; readonly reading: Reading } {
    const owned = this.#viewsByName.get(name);
    if (owned === undefined) throw unknown(`视图 ${name}`);
    const { view, moduleName } = owned;
    if (!isGranted(principal, view.allow)) throw refusalFor(principal, view.allow);
    const mistakes = mistakesOf(view.query, query);
    if (mistakes.length > 0) throw new InvalidRequest(mistakes);
    const reading = { context: this.#office.context(), registers: this.#office.registers, principal };
    return { view, state: presentState(this.#office, moduleName), reading };
  }
}

/** A module's state. Its absence would be a defect of the composition, not of a caller. */
export function presentState(office: OfficePort, moduleName: string): object {
  const state = office.stateOf(moduleName);
  if (typeof state !== 'object' || state === null) throw new Error(`module ${moduleName} has no state`);
  return state;
}

function unique<Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> {
  const map = new Map(entries);
  const twice = entries.map(([name]) => name).filter((name, at, names) => names.indexOf(name) !== at);
  if (twice.length > 0) throw new Error(`defined twice: ${twice.join(', ')}`);
  return map;
}

function unknown(what: string): RuleViolation {
  return new RuleViolation('REQUEST_UNKNOWN', `未办理：没有${what}。请刷新页面后重试。`);
}
