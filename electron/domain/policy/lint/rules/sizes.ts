/** Documents that AWS would refuse for their length or their characters. Source: facts/iam-policy-evaluation.md §5. */
import type { Linted, LintRule } from '../model.ts';

interface Limit {
  readonly most: number;
  /** What the quota can be raised to; the same where it cannot. */
  readonly raised: number;
}
const fixed = (most: number): Limit => ({ most, raised: most });
const managed = fixed(6144);
/** Of all inline policies of the holder together: one alone may not be longer either. */
const inline = { user: fixed(2048), group: fixed(5120), role: fixed(10_240) };

/** Null: the resource's service sets its own. */
function limitOf({ use, holder, inline: own }: Linted): Limit | null {
  switch (use) {
    case 'identity':
      return own ? inline[holder ?? 'role'] : managed;
    case 'boundary':
      return managed;
    case 'session':
      return fixed(2048);
    case 'trust':
      return { most: 2048, raised: 4096 };
    case 'serviceControl':
    case 'resourceControl':
      return fixed(5120);
    default:
      return null;
  }
}

/** IAM takes these alone: U+0009, 000A, 000D, 0020 to 00FF. */
const refused = /[^\t\n\r\u0020-\u00FF]/u;
const kept: ReadonlySet<string> = new Set(['identity', 'boundary', 'session', 'trust']);

export const sizes: LintRule = (linted, report) => {
  const { size, text, use } = linted;
  const limit = limitOf(linted);
  if (limit && size > limit.raised) report('tooLong', '', { size: String(size), most: String(limit.raised) });
  else if (limit && size > limit.most)
    report('longerThanDefault', '', {
      size: String(size),
      most: String(limit.most),
      raised: String(limit.raised),
    });
  const found = kept.has(use) ? refused.exec(text)?.[0] : undefined;
  if (found !== undefined)
    report('characterNotAllowed', '', {
      character: `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
    });
};
