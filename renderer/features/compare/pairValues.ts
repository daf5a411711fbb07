import type { ComparedAttribute } from '#contract/compare.ts';
import type { DecodedValue } from '#contract/shapes.ts';
import { valueText } from '../grid/cellText.ts';
import { changedParts } from './changedPart.ts';
import type { ChangedPart } from './changedPart.ts';

/** One value of one side, and whether the other side has it too. */
export interface SideValue {
  readonly text: string;
  /** As it is stored, where that says more than the text. */
  readonly raw: string | null;
  readonly own: boolean;
  /** Of a single value that changed: which part of it. */
  readonly parts: ChangedPart | null;
}

const keyOf = ({ text, code, params, flags }: DecodedValue): string =>
  JSON.stringify([text, code ?? null, params ?? null, flags ?? null]);

/** The values of both sides, those first that one side alone has. `paired`: there is an object at both sides to tell apart. */
export function pairValues(
  of: ComparedAttribute,
  paired: boolean,
): {
  readonly a: readonly SideValue[];
  readonly b: readonly SideValue[];
} {
  const side = (which: 'a' | 'b'): SideValue[] => {
    const attribute = of[which];
    if (!attribute) return [];
    const only = which === 'a' ? of.onlyInA : of.onlyInB;
    const alone = of.outcome === (which === 'a' ? 'onlyInA' : 'onlyInB');
    const own = new Set(only.map(keyOf));
    const values = attribute.decoded.map((decoded, i): SideValue => {
      const raw = attribute.raw[i];
      const stored = raw ? (raw.encoding === 'hex' ? `0x${raw.text}` : raw.text) : null;
      const text = valueText(attribute.syntax, decoded);
      return {
        text,
        raw: stored === text ? null : stored,
        own: paired && (alone || own.has(keyOf(decoded))),
        parts: null,
      };
    });
    return values.toSorted((x, y) => Number(y.own) - Number(x.own));
  };
  const a = side('a');
  const b = side('b');
  if (a.length !== 1 || b.length !== 1 || !a[0]!.own || !b[0]!.own) return { a, b };
  const [one, other] = changedParts(a[0]!.text, b[0]!.text);
  // Two texts that share nothing are not shown in parts.
  if (one.before.length + one.after.length < 2) return { a, b };
  return { a: [{ ...a[0]!, parts: one }], b: [{ ...b[0]!, parts: other }] };
}
