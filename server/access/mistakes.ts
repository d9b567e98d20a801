/**
 * What is wrong with a value, each mistake with its path, all at once. Used alike for HTTP bodies, socket messages
 * and the installation file, so that the same schema says the same thing everywhere. Fields that the schema does not
 * name are mistakes, never dropped in silence.
 */
import type { TSchema } from 'typebox';
import { Settings } from 'typebox/system';
import { Value } from 'typebox/value';

/** TypeBox stops at 8 by default; an installation file may have more wrong with it than that. */
Settings.Set({ maxErrors: 200 });

export interface Mistake {
  /** `readers[0].model`; empty for the value as a whole. */
  readonly path: string;
  readonly message: string;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  integer: '整数',
  boolean: 'true 或 false',
  object: '一组字段',
  array: '列表',
  null: '空值',
};

type Located = ReturnType<typeof Value.Errors>[number];

/** Empty where the value is as the schema wants it. */
export function mistakesOf(schema: TSchema, value: unknown): readonly Mistake[] {
  if (Value.Check(schema, value)) return [];
  const errors = Value.Errors(schema, value);
  const found = new Map<string, Mistake>();
  const note = (path: string, message: string): void => {
    if (!found.has(`${path} ${message}`)) found.set(`${path} ${message}`, { path, message });
  };
  const unions = alternativesByPlace(errors);
  for (const error of errors) {
    const choice = unionPlace(error);
    if (choice !== undefined) {
      const alternatives = unions.get(choice) ?? [];
      note(
        pathOf(error.instancePath),
        alternatives.length > 0 ? `只能是 ${alternatives.join('、')}` : '形式不对',
      );
    } else {
      for (const { path, message } of described(error)) note(path, message);
    }
  }
  return found.size > 0 ? [...found.values()] : [{ path: '', message: '形式不对' }];
}

/** `/readers/0/model` → `readers[0].model` */
export function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`),
      '',
    );
}

/** Errors under the alternatives of one union belong together: key of that union, or undefined outside any. */
function unionPlace(error: Located): string | undefined {
  const at = error.schemaPath.indexOf('/anyOf/');
  return at < 0 ? undefined : error.schemaPath.slice(0, at);
}

function alternativesByPlace(errors: readonly Located[]): ReadonlyMap<string, string[]> {
  const places = new Map<string, string[]>();
  for (const error of errors) {
    const place = unionPlace(error);
    if (place === undefined || error.keyword !== 'const') continue;
    const known = places.get(place) ?? [];
    const word = String(error.params.allowedValue);
    places.set(place, known.includes(word) ? known : [...known, word]);
  }
  return places;
}

function described(error: Located): readonly Mistake[] {
  const path = pathOf(error.instancePath);
  const at = (message: string): readonly Mistake[] => [{ path, message }];
  const below = (name: string): string => (path === '' ? name : `${path}.${name}`);
  switch (error.keyword) {
    case 'required':
      return error.params.requiredProperties.map((name) => ({ path: below(name), message: '缺少这一项' }));
    case 'additionalProperties':
      return error.params.additionalProperties.map((name) => ({ path: below(name), message: '没有这一项' }));
    case 'boolean':
    case 'anyOf':
      return [];
    case 'type': {
      const types = [error.params.type].flat();
      return at(`须为${types.map((type) => TYPE_NAMES[type] ?? type).join('或')}`);
    }
    case 'enum':
      return at(`只能是 ${error.params.allowedValues.map((word) => String(word)).join('、')}`);
    case 'const':
      return at(`只能是 ${String(error.params.allowedValue)}`);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return at(`须 ${error.params.comparison} ${String(error.params.limit)}`);
    case 'minLength':
      return at(`至少 ${error.params.limit} 个字`);
    case 'maxLength':
      return at(`至多 ${error.params.limit} 个字`);
    case 'minItems':
      return at(`至少 ${error.params.limit} 项`);
    case 'maxItems':
      return at(`至多 ${error.params.limit} 项`);
    case 'pattern':
      return at(`不合格式 ${String(error.params.pattern)}`);
    case 'format':
      return at(error.params.format === 'date' ? '须为日历上有的一天，写作 2026-11-23' : '形式不对');
    case 'uniqueItems':
      return at('有重复');
    default:
      return at(error.message);
  }
}
