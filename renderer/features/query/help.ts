/** What helps to fill in a condition: how an attribute's values are written, and which comparisons make sense of them. */
import { syntaxes } from '#domain/directory/attributes/decode.ts';
import type { SyntaxName } from '#domain/directory/attributes/decode.ts';
import type { RowOperator } from '#domain/directory/filter/rows.ts';
import { rowOperators } from '#domain/directory/filter/rows.ts';
import { filetimeToMs, msToFiletime, parseInt64 } from '#domain/directory/filetime.ts';
import { generalizedTimeToIso } from '#domain/directory/generalizedTime.ts';
import { groupTypeBits } from '#domain/directory/groupType.ts';
import { userAccountControlBits } from '#domain/directory/userAccountControl.ts';

export type TimeForm = 'filetime' | 'generalizedTime';
export type Help =
  | { readonly kind: 'text' | 'sid' | 'guid' | 'dn' | 'boolean' | 'class' | 'number' }
  | { readonly kind: 'time'; readonly form: TimeForm }
  | { readonly kind: 'flags'; readonly bits: readonly (readonly [number, string])[] };

const syntaxOf = new Map<string, SyntaxName>(
  syntaxes.flatMap(({ name, attributes }) => attributes.map((each) => [each.toLowerCase(), name] as const)),
);
/** Attributes that a decoder knows. */
export const knownAttributes: readonly string[] = [
  ...new Set(syntaxes.flatMap(({ attributes }) => attributes)),
];

export function helpFor(attribute: string): Help {
  const name = attribute.split(';', 1)[0]!.toLowerCase();
  if (name === 'objectclass') return { kind: 'class' };
  if (name === 'distinguishedname') return { kind: 'dn' };
  const syntax = syntaxOf.get(name);
  switch (syntax) {
    case 'filetime':
    case 'generalizedTime':
      return { kind: 'time', form: syntax };
    case 'userAccountControl':
      return { kind: 'flags', bits: userAccountControlBits };
    case 'groupType':
      return { kind: 'flags', bits: groupTypeBits };
    case 'sid':
    case 'guid':
    case 'dn':
    case 'boolean':
      return { kind: syntax };
    case undefined:
      return { kind: 'text' };
    default:
      return { kind: 'number' };
  }
}

const texts: readonly RowOperator[] = ['equals', 'notEquals', 'contains', 'notContains', 'begins', 'ends'];
const set: readonly RowOperator[] = ['present', 'absent'];
const range: readonly RowOperator[] = ['atLeast', 'atMost'];
const bits: readonly RowOperator[] = ['allBits', 'noBits', 'anyBit'];
const offered: Readonly<Record<Help['kind'], readonly RowOperator[]>> = {
  text: [...texts, ...set, ...range],
  class: ['equals', 'notEquals'],
  boolean: ['equals', 'notEquals', ...set],
  sid: ['equals', 'notEquals', ...set],
  guid: ['equals', 'notEquals', ...set],
  dn: ['equals', 'notEquals', 'inChain', ...set],
  number: ['equals', 'notEquals', ...range, ...set, ...bits],
  time: [...range, ...set, 'equals', 'notEquals'],
  flags: [...bits, 'equals', 'notEquals', ...set],
};

/** The comparisons to offer, the usual first; the one that stands there is always among them. */
export function operatorsFor({ kind }: Help, now: RowOperator): readonly RowOperator[] {
  const all = offered[kind];
  return all.includes(now) ? all : rowOperators.filter((each) => all.includes(each) || each === now);
}
/** The comparison to begin with for an attribute that was just named. */
export const firstOperator = ({ kind }: Help): RowOperator => offered[kind][0]!;

export type PointInTime =
  | { readonly is: 'ago' | 'ahead'; readonly days: number }
  | { readonly is: 'now' }
  /** `YYYY-MM-DD`, its beginning in UTC. */
  | { readonly is: 'on'; readonly day: string }
  | { readonly is: 'text' };

/** What a condition's value says as a point in time. */
export function pointOf(value: string, form: TimeForm): PointInTime {
  const relative = /^\{now(?:([+-])(\d{1,6})d)?:(filetime|generalizedTime)\}$/.exec(value);
  if (relative) {
    if (relative[3] !== form) return { is: 'text' };
    if (!relative[1]) return { is: 'now' };
    return { is: relative[1] === '-' ? 'ago' : 'ahead', days: Number(relative[2]) };
  }
  const iso = form === 'filetime' ? ofFiletime(value) : generalizedTimeToIso(value);
  const day = iso?.slice(0, 10);
  return day && valueOfPoint({ is: 'on', day }, form) === value ? { is: 'on', day } : { is: 'text' };
}

function ofFiletime(value: string): string | null {
  const number = parseInt64(value);
  const ms = number === null ? null : filetimeToMs(number);
  return ms === null || Math.abs(ms) > 8e15 ? null : new Date(ms).toISOString();
}

export function valueOfPoint(point: Exclude<PointInTime, { is: 'text' }>, form: TimeForm): string {
  if (point.is === 'now') return `{now:${form}}`;
  if (point.is !== 'on') return `{now${point.is === 'ago' ? '-' : '+'}${point.days}d:${form}}`;
  const ms = Date.parse(`${point.day}T00:00:00Z`);
  if (Number.isNaN(ms)) return '';
  return form === 'filetime' ? String(msToFiletime(ms)) : `${point.day.replaceAll('-', '')}000000.0Z`;
}

/** The bits that a value sets; LDAP writes some of them as a signed number. */
export const bitsOf = (value: string): number => (/^-?\d{1,10}$/.test(value) ? Number(value) >>> 0 : 0);
