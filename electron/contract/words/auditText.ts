/** What fills an audit's sentences, as people read it: codes in words, SIDs by the names they have everywhere, times to the minute. */
import { wellKnownSid } from '../../domain/directory/wellKnown.ts';

/**
 * Which table a code stands in: `auditState`, `mechanism`, `credentialIssue.`, `auditPair`, `wellKnown.`, `auditRadius`, `auditFact`,
 * `auditCertainty`.
 */
export type AuditTerm =
  | 'state'
  | 'mechanism'
  | 'credential'
  | 'pair'
  | 'wellKnown'
  | 'radius'
  | 'fact'
  | 'certainty';
/** A code in words; one that no table has is said as it is. */
export type SayAuditTerm = (term: AuditTerm, code: string) => string;

type Param = string | number;
type Params = Readonly<Record<string, Param>>;

const list =
  (term: AuditTerm) =>
  (value: Param, say: SayAuditTerm): string =>
    String(value)
      .split(', ')
      .map((code) => say(term, code))
      .join(', ');
const one =
  (term: AuditTerm) =>
  (value: Param, say: SayAuditTerm): string =>
    say(term, String(value));
const time = (value: Param): string => timeText(String(value));

const byName: Readonly<Record<string, (value: Param, say: SayAuditTerm) => Param>> = {
  states: list('state'),
  mechanisms: list('mechanism'),
  issues: list('credential'),
  pair: one('pair'),
  status: one('radius'),
  through: (value, say) => sidsNamed(String(value), say),
  trustees: (value, say) => sidsNamed(String(value), say),
  roles: (value, say) => (typeof value === 'string' ? candidatesNamed(value, say) : value),
  date: time,
  since: time,
  hours: (value) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value),
};

/** `params` of a finding for its sentence. */
export const auditParams = (params: Params, say: SayAuditTerm): Record<string, Param> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, byName[name]?.(value, say) ?? value]),
  );

/** A text with every SID in it that means the same everywhere replaced by its name. */
export const sidsNamed = (text: string, say: SayAuditTerm): string =>
  text.replaceAll(/\bS-1-\d+(?:-\d+)+/g, (sid) => {
    const name = wellKnownSid(sid);
    return name === null ? sid : say('wellKnown', name);
  });

/** Facts whose values are ours, not the source's own. */
const ourValues: ReadonlySet<string> = new Set(['policyStatement', 'credential', 'rule']);

/** Field and value of a fact as people read them; the sentence of its code says already how an entry of a descriptor is used. */
export const factParts = (
  { code, field, value }: { readonly code: string; readonly field: string; readonly value: string },
  say: SayAuditTerm,
): { readonly field: string; readonly value: string } => ({
  field:
    code === 'secondRole'
      ? say('mechanism', field)
      : field.replace(/^nTSecurityDescriptor \w+$/, 'nTSecurityDescriptor'),
  value: sidsNamed(timeText(ourValues.has(code) ? say('fact', value) : value), say),
});

/** `Admin (111122223333 candidate)` → `Admin (111122223333, not certain)`. */
const candidatesNamed = (text: string, say: SayAuditTerm): string =>
  text.replaceAll(' candidate)', () => `, ${say('certainty', 'candidate')})`);

/** `2026-10-06T22:00:00Z` → `2026-10-06 22:00 UTC`; what is no such time stays. */
export function timeText(iso: string): string {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(iso);
  return found ? `${found[1]} ${found[2]} UTC` : iso;
}
