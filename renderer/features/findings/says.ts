/** An audit's codes in the reader's language: the same sentences as in its reports. */
import { hasMessage, t } from '../../app/i18n/index.ts';
import { hasWord, word } from '../../app/i18n/words.ts';
import type { AuditFinding, AuditSummary } from '#contract/audit.ts';
import { auditParams, factParts, sidsNamed, timeText } from '#contract/words/auditText.ts';
import type { AuditTerm, SayAuditTerm } from '#contract/words/auditText.ts';

const terms: Readonly<Record<AuditTerm, readonly [namespace: string, prefix: string]>> = {
  state: ['auditState', ''],
  pair: ['auditPair', ''],
  radius: ['auditRadius', ''],
  fact: ['auditFact', ''],
  certainty: ['auditCertainty', ''],
  mechanism: ['mechanism', ''],
  credential: ['estate', 'credentialIssue.'],
  wellKnown: ['value', 'wellKnown.'],
};
const say: SayAuditTerm = (term, code) => {
  const [namespace, prefix] = terms[term];
  return hasWord(namespace, prefix + code) ? word(namespace, prefix + code) : code;
};

export const findingText = ({ code, params }: Pick<AuditFinding, 'code' | 'params'>): string =>
  word('auditFinding', code, auditParams(params, say));

/** A name that may be a SID which means the same everywhere. */
export const nameText = (text: string): string => sidsNamed(text, say);
export const pairText = (name: string): string => say('pair', name);

/** Of facts of grants and of the audit's own; of an entry of a descriptor also what it lets somebody do. */
export function evidenceText(code: string, field: string): string {
  const namespace = ['auditEvidence', 'evidence'].find((each) => hasWord(each, code));
  const said = namespace ? word(namespace, code) : code;
  const way = /^nTSecurityDescriptor (\w+)$/.exec(field)?.[1];
  return way !== undefined && hasWord('controlWay', way) ? `${said} (${word('controlWay', way)})` : said;
}

/** A fault's code, or why nothing was asked for. */
export function causeText(code: string): string {
  if (hasWord('missing', code)) return word('missing', code);
  if (hasWord('estate', `reading.${code}`)) return word('estate', `reading.${code}`);
  return code;
}

/** What would let a check judge what it could not; empty where nobody can say. */
export const mendText = (code: string): string =>
  hasMessage(`findings.mend.${code}`) ? t(`findings.mend.${code}`) : '';

/** Why it cannot be compared; empty where it can be. */
export function incomparableText(because: AuditFinding['notComparable']): string {
  if (!because) return '';
  const { code, side, where } = because;
  const said = hasWord('auditIncomparable', code)
    ? word('auditIncomparable', code)
    : word('auditNotJudged', code);
  return [t('findings.notComparableBecause', { side: word('auditSide', side) }), said, where]
    .filter((part) => part !== '')
    .join(' ');
}

export const ownerText = (owner: { readonly name: string } | null): string =>
  owner === null ? t('findings.noOwner') : owner.name;

/** Field and value of a fact as people read them. */
export const factOf = (one: AuditFinding['evidence'][number]) => factParts(one, say);

type Check = AuditSummary['checks'][number];
/** `CIS Amazon Web Services Foundations Benchmark 3.0.0: 1.15, 1.21` */
export const controlTexts = (check: Pick<Check, 'controls'>): string[] =>
  check.controls.map(({ edition, items }) => `${edition}: ${items.join(', ')}`);

/** A finding with everything that it says, for a ticket or a mail. */
export function wholeText(one: AuditFinding, check: Check | undefined): string {
  const head = (name: string) => word('auditReport', name);
  const { suppression } = one;
  return [
    `${word('auditSeverity', one.severity)}: ${word('auditTitle', one.check)}`,
    findingText(one),
    '',
    `${head('subject')}: ${nameText(one.subject.name)} (${word('auditSubject', one.subject.kind)})`,
    `${head('place')}: ${one.subject.where}`,
    ...(one.subject.account === null ? [] : [`${head('account')}: ${one.subject.account}`]),
    `${head('owner')}: ${ownerText(one.owner)}`,
    ...(one.drift === null ? [] : [`${head('status')}: ${word('auditDrift', one.drift)}`]),
    ...(suppression === null
      ? []
      : [
          word('auditReport', suppression.state === 'active' ? 'suppressedBy' : 'expiredBy', {
            ...suppression,
            until: suppression.until ?? head('withoutEnd'),
          }),
        ]),
    `${head('reason')}: ${word('auditReason', one.reason)} ${word('auditWhy', one.check)}`,
    '',
    `${head('evidence')}:`,
    ...one.evidence.map(
      (each) =>
        `- ${evidenceText(each.code, each.field)}: ${each.where} · ${factOf(each).field} = ${factOf(each).value} (${timeText(each.readAt)})`,
    ),
    ...(one.evidenceTotal > one.evidence.length
      ? [`- ${word('auditReport', 'moreEvidence', { count: one.evidenceTotal })}`]
      : []),
    '',
    `${head('remedy')}: ${word('auditRemedy', one.check)}`,
    ...(check ? [`${head('controls')}: ${controlTexts(check).join('; ')}`] : []),
    `${head('key')}: ${one.key}`,
  ].join('\n');
}
