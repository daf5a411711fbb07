/** The audit as SARIF 2.1.0 (OASIS), for pipelines and code hosts: a rule a check, a result a finding. */
import type { AuditDocument } from '#contract/auditDocument.ts';
import type { AuditSeverity, DriftState } from '#domain/audit/codes.ts';
import { digestOf } from '#domain/audit/digest.ts';
import { controlTexts } from './shared.ts';

type Finding = AuditDocument['findings'][number];

const levels: Readonly<Record<AuditSeverity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  information: 'note',
};
/** Scores as code hosts read them from `security-severity` (0.1 to 10.0). */
const scores: Readonly<Record<AuditSeverity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  information: '0.1',
};
/** The standard has no word for what cannot be compared: it says nothing then. */
const baselineStates: Readonly<Record<Exclude<DriftState, 'notComparable'>, string>> = {
  new: 'new',
  changed: 'updated',
  same: 'unchanged',
  gone: 'absent',
};

const ruleOf = (check: AuditDocument['checks'][number]) => ({
  id: check.id,
  name: check.id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
  shortDescription: { text: check.title },
  fullDescription: { text: check.why },
  help: { text: check.remedy },
  defaultConfiguration: { level: levels[check.severity] },
  properties: {
    number: check.number,
    severity: check.severity,
    'security-severity': scores[check.severity],
    query: check.query,
    controls: check.controls,
    tags: ['security', ...controlTexts(check)],
    open: check.open,
    suppressed: check.suppressed,
    judged: check.judged,
    notJudged: check.notJudged,
    cut: check.cut,
  },
});

function resultOf(one: Finding, ruleIndex: number) {
  const { suppression, drift, subject } = one;
  return {
    ruleId: one.check,
    ruleIndex,
    // What was found before and cannot be judged now is undecided (§3.27.9).
    ...(one.found === 'before' && drift === 'notComparable'
      ? { kind: 'open', level: 'none' }
      : { kind: 'fail', level: levels[one.severity] }),
    message: { text: one.message },
    locations: [
      {
        logicalLocations: [{ name: subject.name, fullyQualifiedName: subject.where, kind: subject.kind }],
      },
    ],
    fingerprints: { 'treelineFinding/v1': one.key },
    ...(drift === null || drift === 'notComparable' ? {} : { baselineState: baselineStates[drift] }),
    // Of one that is over nobody may think that it holds.
    ...(suppression === null
      ? {}
      : {
          suppressions: [
            {
              kind: 'external',
              status: suppression.state === 'active' ? 'accepted' : 'rejected',
              justification: suppression.reason,
              properties: {
                owner: suppression.owner,
                until: suppression.until,
                createdAt: suppression.createdAt,
                state: suppression.state,
              },
            },
          ],
        }),
    properties: {
      severity: one.severity,
      'security-severity': scores[one.severity],
      code: one.code,
      params: one.params,
      reason: one.reason,
      severityReason: one.severityReason,
      subject,
      owner: one.owner,
      evidence: one.evidence,
      evidenceTotal: one.evidenceTotal,
      drift,
      notComparable: one.notComparable,
    },
  };
}

export function auditSarif(document: AuditDocument, version: string): object {
  const index = new Map(document.checks.map(({ id }, at) => [id, at]));
  const { locale, readAt, judgedOn, settings, comparedTo, open, suppressed, expired, drift } = document;
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Treeline',
            semanticVersion: version,
            version,
            language: locale,
            rules: document.checks.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        ...(comparedTo === null ? {} : { baselineGuid: guidOf(`${comparedTo.with} ${comparedTo.at}`) }),
        invocations: [
          {
            executionSuccessful: true,
            // What could not be judged is no result, and is not silent.
            toolExecutionNotifications: document.notJudged.rows.map((one) => ({
              descriptor: { id: one.code },
              associatedRule: { id: one.check, index: index.get(one.check) ?? -1 },
              level: 'warning',
              message: { text: one.where === '' ? one.message : `${one.message} ${one.where}` },
              properties: { where: one.where, cause: one.cause, message: one.message },
            })),
          },
        ],
        results: [...document.findings, ...document.gone, ...document.notSeen].map((one) =>
          resultOf(one, index.get(one.check) ?? -1),
        ),
        properties: {
          readAt,
          judgedOn,
          settings,
          comparedTo,
          open,
          suppressed,
          expired,
          drift,
          notJudgedTotal: document.notJudged.total,
        },
      },
    ],
  };
}

/** SARIF names a baseline by a GUID: one made of what it is, the same whenever it is compared with. */
function guidOf(text: string): string {
  let hex = '';
  for (let part = 0; hex.length < 32; part++) hex += digestOf(`${part} ${text}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
