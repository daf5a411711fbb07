/** What the fixture engine tells of policies: a decision of every kind, documents of every life, hundreds of services, gaps. */
import { implement } from '@orpc/server';
import { contract } from '#contract/index.ts';
import type { PolicyDraft } from '#contract/policy/draft.ts';
import type { PolicyExport } from '#contract/policy/export.ts';
import type { LintAnswer } from '#contract/policy/lint.ts';
import type { AskAnswer, PlaceDocument, SubjectFacts } from '#contract/policy/place.ts';
import type { Reach } from '#domain/policy/sweep/codes.ts';
import { passAndChain } from './fixturePass.ts';
import { readAt } from './fixtureEstate.ts';

const { policy: os } = implement(contract);
export const roleArn = 'arn:aws:iam::111122223333:role/Developers';
export const policyArn = 'arn:aws:iam::111122223333:policy/app-logs';
const catalogDate = '2026-11-01T00:00:00Z';

const gap = (code: SubjectFacts['gaps'][number]['code'], couldAllow: boolean, couldDeny: boolean) => ({ code, name: null, reason: null, couldAllow, couldDeny }); // prettier-ignore
const gaps = [
  gap('resourcePoliciesNotRead', true, true),
  gap('sessionPoliciesUnknown', false, true),
  { ...gap('resourceControlNotRead', false, true), reason: 'aws.accessDenied' },
];

const statement = (Effect: 'Allow' | 'Deny', Action: string | string[], more: object = {}) => ({ Effect, Action, Resource: '*', ...more }); // prettier-ignore
const document = (
  of: Pick<PlaceDocument, 'id' | 'use' | 'kind' | 'name'> & Partial<PlaceDocument>,
  statements: object[],
): PlaceDocument => {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
  return {
    level: null,
    levelName: null,
    arn: null,
    versionId: null,
    group: null,
    text,
    problems: [],
    statements: statements.map((each, i) => ({
      path: `Statement[${i}]`,
      sid: (each as { Sid?: string }).Sid ?? null,
      effect: (each as { Effect: 'Allow' | 'Deny' }).Effect,
      lines: { from: 1, to: 1 },
    })),
    ...of,
  };
};
const documents: PlaceDocument[] = [
  document({ id: 'scp-root', use: 'serviceControl', kind: 'organization', name: 'FullAWSAccess', level: 'r-root', levelName: 'Root' }, [
    statement('Allow', '*'),
  ]),
  document({ id: 'scp-ou', use: 'serviceControl', kind: 'organization', name: 'DenyLeaving', level: 'ou-workloads', levelName: 'Workloads' }, [
    statement('Allow', '*'),
    statement('Deny', 'organizations:LeaveOrganization', { Sid: 'StayHere' }),
  ]),
  document({ id: 'm1', use: 'identity', kind: 'customerManaged', name: 'app-logs', arn: policyArn, versionId: 'v2' }, [
    statement('Allow', ['logs:PutLogEvents', 'logs:CreateLogStream'], { Sid: 'Main' }),
  ]),
  document({ id: 'i1', use: 'identity', kind: 'inline', name: 'inline-read' }, [
    statement('Allow', 's3:Get*', { Sid: 'Read' }),
    statement('Allow', 's3:PutObject', { Sid: 'HomeFolder', Resource: 'arn:aws:s3:::b1/home/${aws:username}/*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    statement('Deny', 's3:DeleteObject', { Sid: 'Keep', NotResource: 'arn:aws:s3:::scratch/*' }),
    // A long document, to be scrolled in.
    ...Array.from({ length: 24 }, (_, i) => statement('Allow', [`sqs:Action${i}`, `sns:Action${i}`], { Sid: `Long${i}`, Resource: `arn:aws:sqs:*:*:queue-${i}` })),
    statement('Allow', 'ec2:RunInstances', { Sid: 'Small', Condition: { StringEquals: { 'ec2:InstanceType': ['t3.micro', 't3.small'] }, 'ForAnyValue:StringLike': { 'aws:TagKeys': 'cost*' } } }),
  ]),
  document({ id: 'b1', use: 'boundary', kind: 'awsManaged', name: 'PowerUserAccess', arn: 'arn:aws:iam::aws:policy/PowerUserAccess', versionId: 'v7' }, [
    statement('Allow', '*'),
  ]),
  {
    ...document({ id: 'bad', use: 'identity', kind: 'inline', name: 'broken' }, []),
    text: '{\n  "Version": "2012-10-17",\n  "Statement": [{ "Effect": "Maybe", "Action": "s3:*", "Resource": "*" }]\n}',
    problems: [{ code: 'effectInvalid', path: 'Statement[0].Effect', params: {}, lines: { from: 3, to: 3 } }],
  },
]; // prettier-ignore

const reaches = (all: number, some: number, conditional: number, denied: number, none: number): Record<Reach, number> => ({ all, some, conditional, someConditional: 0, denied, none }); // prettier-ignore
const services = Array.from({ length: 440 }, (_, i) => ({
  service: i === 0 ? 's3' : i === 1 ? 'logs' : `svc${String(i).padStart(3, '0')}`,
  name: i === 0 ? 'Amazon S3' : i === 1 ? 'Amazon CloudWatch Logs' : `AWS Service ${i}`,
  actions: 160,
  counts: i % 5 === 4 ? reaches(0, 0, 0, 3, 157) : reaches(60 + (i % 40), 12, 9 + (i % 7), 2, 160 - 83 - (i % 40) - (i % 7)),
})); // prettier-ignore
const reachAt = (i: number): Reach => (['all', 'some', 'conditional', 'someConditional', 'denied', 'none'] as const)[i % 6]!; // prettier-ignore
const action = (service: string, i: number) => ({
  action: `${service}:${i === 0 ? 'GetObject' : `Operation${i}`}`,
  accessLevel: ['read', 'write', 'list', 'tagging', 'permissionsManagement'][i % 5]!,
  reach: reachAt(i),
  openResource: i % 6 === 1,
  openCondition: i % 6 === 2,
  own: null,
  resources: ['*', 'arn:aws:s3:::b1/*'].slice(0, 1 + (i % 2)),
  keys: i % 3 === 2 ? ['aws:MultiFactorAuthPresent'] : [],
  allows: reachAt(i) === 'none' ? [] : [{ document: 'i1', path: 'Statement[0]' }],
  denies: reachAt(i) === 'denied' ? [{ document: 'i1', path: 'Statement[2]' }] : [],
});

const conditions = (path: string, result: 'true' | 'false' | 'unknown', given: string[] | null) => [
  { path: `${path}.Condition.StringEquals.ec2:InstanceType`, operator: 'StringEquals' as const, quantifier: null, ifExists: false, key: 'ec2:InstanceType', values: ['t3.micro', 't3.small'], result, given, compared: ['t3.micro', 't3.small'] },
]; // prettier-ignore
type Tested = AskAnswer['sets'][number]['statements'][number];
const tested = (of: Partial<Tested> & Pick<Tested, 'document' | 'path' | 'effect' | 'result'>): Tested => ({
  sid: null, lines: { from: 1, to: 1 }, failed: [], grant: null, conditions: [], ...of,
}); // prettier-ignore
const set = (of: Partial<AskAnswer['sets'][number]> & Pick<AskAnswer['sets'][number], 'use' | 'outcome'>) => ({
  level: null, levelName: null, why: null, statements: [], ...of,
}); // prettier-ignore
const around = (identity: AskAnswer['sets'][number]): AskAnswer['sets'] => [
  set({ use: 'serviceControl', level: 'r-root', levelName: 'Root', outcome: 'allows', statements: [tested({ document: 'scp-root', path: 'Statement[0]', effect: 'Allow', result: 'true' })] }),
  set({ use: 'serviceControl', level: 'ou-workloads', levelName: 'Workloads', outcome: 'allows', statements: [tested({ document: 'scp-ou', path: 'Statement[0]', effect: 'Allow', result: 'true' })] }),
  set({ use: 'resource', outcome: 'notApplicable', why: 'noneGiven' }),
  identity,
  set({ use: 'boundary', outcome: 'allows', statements: [tested({ document: 'b1', path: 'Statement[0]', effect: 'Allow', result: 'true' })] }),
]; // prettier-ignore
const small = 'Statement[27]';
const answers: Readonly<Record<string, Pick<AskAnswer, 'decision' | 'decidedBy' | 'sets'> & Partial<AskAnswer>>> = {
  's3:GetObject': {
    decision: 'allowed', decidedBy: 'identityPolicy', gaps: [],
    sets: around(set({ use: 'identity', outcome: 'allows', statements: [tested({ document: 'i1', path: 'Statement[0]', sid: 'Read', effect: 'Allow', result: 'true' })] })),
  },
  's3:DeleteObject': {
    decision: 'explicitDeny', decidedBy: 'identityPolicy', gaps: [],
    sets: around(set({ use: 'identity', outcome: 'denies', statements: [tested({ document: 'i1', path: 'Statement[2]', sid: 'Keep', effect: 'Deny', result: 'true' })] })),
  },
  's3:PutObject': {
    decision: 'implicitDeny', decidedBy: 'identityPolicy', gaps: [gaps[0]!],
    sets: around(set({ use: 'identity', outcome: 'silent', statements: [tested({
      document: 'i1', path: 'Statement[1]', sid: 'HomeFolder', effect: 'Allow', result: 'false', failed: ['resource', 'condition'],
      conditions: [{ path: 'Statement[1].Condition.Bool.aws:MultiFactorAuthPresent', operator: 'Bool', quantifier: null, ifExists: false, key: 'aws:MultiFactorAuthPresent', values: ['true'], result: 'false', given: null, compared: ['true'] }],
    })] })),
  },
  'ec2:RunInstances': {
    decision: 'conditional', decidedBy: 'identityPolicy',
    sets: around(set({ use: 'identity', outcome: 'conditional', statements: [tested({ document: 'i1', path: small, sid: 'Small', effect: 'Allow', result: 'unknown', conditions: conditions(small, 'unknown', null) })] })),
    conditions: [{ kind: 'test', operator: 'StringEquals', quantifier: null, ifExists: false, key: 'ec2:InstanceType', values: ['t3.micro', 't3.small'], holds: true }],
    alternatives: [[{ kind: 'test', operator: 'Bool', quantifier: null, ifExists: false, key: 'aws:ViaAWSService', values: ['true'], holds: true }]],
  },
}; // prettier-ignore

const principal = { kind: 'role-session' as const, arn: `arn:aws:sts::111122223333:assumed-role/Developers/s`, account: '111122223333', roleArn, managementAccount: false, serviceLinked: false }; // prettier-ignore
export const answerTo = (asked: { action: string; resource: string }): AskAnswer => ({
  request: { ...asked, resourceAccount: null, principal, context: [] },
  crossAccount: false,
  own: null,
  conditions: [],
  alternatives: [],
  gaps,
  documents: [],
  ...(answers[asked.action] ?? answers['s3:PutObject']!),
});
const facts = (of: Partial<SubjectFacts>): SubjectFacts => ({
  name: 'Developers', arn: roleArn, account: '111122223333', accountName: 'production', readAt, principal, context: [], notes: [],
  documents: documents.length, problems: 1, gaps, versions: [], accounts: [], reached: [], ...of,
}); // prettier-ignore
const subject = { kind: 'principal' as const, snapshotId: 2, arn: roleArn };
const finding = (code: LintAnswer['findings'][number]['code'], severity: LintAnswer['findings'][number]['severity'], path: string, params: Record<string, string> = {}) => ({ code, severity, path, params }); // prettier-ignore
const page = <T>(rows: readonly T[], { offset, limit }: { offset: number; limit: number }): T[] =>
  rows.slice(offset, offset + limit);
const holds = (text: string, needle: string | undefined): boolean =>
  text.toLowerCase().includes((needle ?? '').toLowerCase());

/** `kept`: what the user’s store holds. */
export function policyProcedures(exported: (what: PolicyExport) => void, kept: PolicyDraft[]) {
  return {
    subject: os.subject.handler(({ input }) =>
      input.kind === 'directoryUser'
        ? facts({
            name: 'Kim', arn: null, account: null, accountName: null, principal: null, documents: 0, problems: 0, gaps: [],
            reached: Array.from({ length: 12 }, (_, i) => ({ subject: i % 4 === 3 ? null : subject, roleArn, roleName: `Developers-${i}`, account: '111122223333', accountName: 'production', mechanism: 'saml' as const, state: i % 5 === 4 ? ('broken' as const) : ('reached' as const) })),
          })
        : input.kind === 'policy'
          ? facts({ name: 'app-logs', arn: policyArn, problems: 0, versions: ['v2', 'v1'].map((versionId, i) => ({ versionId, isDefault: i === 0, read: true })) })
          : facts(input.kind === 'permissionSet' ? { name: 'Operations', accounts: [{ account: '111122223333', accountName: 'production' }] } : {}),
    ), // prettier-ignore
    documents: os.documents.handler(({ input }) => ({
      total: documents.length,
      rows: page(documents, input.page),
      gaps,
    })),
    services: os.services.handler(({ input }) => {
      const rows = services.filter(
        (each) =>
          holds(`${each.service} ${each.name}`, input.text) &&
          (!input.reaches || input.reaches.some((reach) => each.counts[reach] > 0)),
      );
      return { total: rows.length, rows: page(rows, input.page), counts: reaches(40_000, 5000, 6000, 900, 18_500), actions: 70_400, catalogDate, gaps }; // prettier-ignore
    }),
    actions: os.actions.handler(({ input }) => {
      const rows = Array.from({ length: 5000 }, (_, i) => action(input.service ?? 's3', i)).filter(
        (each) =>
          holds(each.action, input.text) &&
          (!input.reaches || input.reaches.includes(each.reach)) &&
          (!input.accessLevels || input.accessLevels.includes(each.accessLevel)),
      );
      return { total: rows.length, rows: page(rows, input.page), counts: reaches(1, 1, 1, 1, 1), accessLevels: [{ value: 'read', count: 1000 }, { value: 'write', count: 1000 }] }; // prettier-ignore
    }),
    ask: os.ask.handler(({ input }) => answerTo({ action: input.action, resource: input.resource })),
    difference: os.difference.handler(({ input }) => {
      const rows = services
        .slice(0, 120)
        .filter((each) => holds(each.service, input.text))
        .map(({ service, name }, i) => ({ service, name, changes: { gained: i % 4, lost: i % 3, wider: 1, narrower: 0, otherwise: i % 2 } })); // prettier-ignore
      return { same: false, total: rows.length, rows: page(rows, input.page), changes: { gained: 60, lost: 40, wider: 120, narrower: 0, otherwise: 60 }, gaps: { a: gaps, b: [] } }; // prettier-ignore
    }),
    differenceActions: os.differenceActions.handler(({ input }) => {
      const rows = Array.from({ length: 1400 }, (_, i) => ({
        action: action(input.service ?? 's3', i).action,
        accessLevel: 'read',
        change: (['gained', 'lost', 'wider', 'narrower', 'otherwise'] as const)[i % 5]!,
        a: action(input.service ?? 's3', i),
        b: action(input.service ?? 's3', i + 1),
      })).filter((each) => !input.changes || input.changes.includes(each.change));
      return { total: rows.length, rows: page(rows, input.page), changes: { gained: 280, lost: 280, wider: 280, narrower: 280, otherwise: 280 } }; // prettier-ignore
    }),
    textRange: os.textRange.handler(() => ({ lines: { from: 1, to: 1 } })),
    ...passAndChain(os, subject, roleArn, gaps),
    decode: os.decode.handler(({ input }) => ({
      source: input.message.startsWith('{') ? ('given' as const) : ('sts' as const),
      message: {
        allowed: false,
        explicitDeny: true,
        principal: { id: 'AROAEXAMPLE:s', name: 'Developers', arn: principal.arn },
        action: 's3:DeleteObject',
        resource: 'arn:aws:s3:::b1/x',
        context: [{ key: 'aws:RequestedRegion', values: ['eu-central-1'] }],
        matchedStatements: [{ sid: 'Keep', effect: 'Deny' as const, actions: ['s3:DeleteObject'], resources: [], text: '{\n  "Sid": "Keep"\n}' }],
        failures: [],
        text: '{"allowed":false}',
      },
      subject,
      gap: null,
      answer: answerTo({ action: 's3:DeleteObject', resource: 'arn:aws:s3:::b1/x' }),
      agrees: true,
      decided: [],
      matched: [[{ document: 'i1', documentName: 'inline-read', path: 'Statement[2]', sid: 'Keep', effect: 'Deny' as const }]],
    })), // prettier-ignore
    notes: os.notes.handler(() => ({ total: 0, rows: [] })),
    export: os.export.handler(({ input }) => {
      exported(input);
      return { bytes: 100 };
    }),
    catalog: os.catalog.handler(() => ({ version: '1', date: catalogDate, services: 440, actions: 70_400, conditionKeys: 9000 })), // prettier-ignore
    complete: os.complete.handler(({ input }) => {
      const rows = {
        service: ['s3', 'ec2', 'logs'],
        action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 'ec2:RunInstances'],
        conditionKey: ['aws:RequestedRegion', 'aws:SourceIp', 'aws:TagKeys'],
      }[input.what].filter((value) => holds(value, input.text));
      return {
        rows: rows.map((value) => ({ value, text: `About ${value}`, level: null, type: input.what === 'conditionKey' ? ('string' as const) : null, many: value === 'aws:TagKeys' })),
        more: false,
      };
    }), // prettier-ignore
    aboutAction: os.aboutAction.handler(({ input }) =>
      input.action.startsWith('s3:')
        ? {
            id: input.action,
            service: { prefix: 's3', name: 'Amazon S3' },
            level: 'read' as const,
            text: 'Grants permission to retrieve objects from Amazon S3',
            resources: [{ name: 'object', arn: 'arn:${Partition}:s3:::${BucketName}/${ObjectName}', required: true }],
            keys: [{ name: 'aws:TagKeys', type: 'string' as const, many: true, global: true }],
          }
        : null,
    ), // prettier-ignore
    drafts: os.drafts.handler(() => kept),
    saveDraft: os.saveDraft.handler(({ input }) => {
      const at = kept.findIndex(({ id }) => id === input.id);
      kept.splice(at < 0 ? kept.length : at, 1, input);
      return {};
    }),
    removeDraft: os.removeDraft.handler(({ input }) => {
      kept.splice(
        kept.findIndex(({ id }) => id === input.id),
        1,
      );
      return {};
    }),
    lint: os.lint.handler(({ input }): LintAnswer => {
      const invalid = input.text.includes('"Maybe"') || !input.text.trimStart().startsWith('{');
      return {
        problems: invalid ? [{ code: input.text.includes('Maybe') ? 'effectInvalid' : 'notJson', path: input.text.includes('Maybe') ? 'Statement[0].Effect' : '', params: {} }] : [],
        findings: invalid ? [] : [finding('administrator', 'security', 'Statement[0]'), finding('unknownAction', 'warning', 'Statement[0].Action', { action: 's3:Gett' }), finding('noStatements', 'suggestion', '')],
        total: invalid ? 0 : 3,
        size: input.text.replaceAll(/\s/g, '').length,
        catalogDate,
      };
    }), // prettier-ignore
  };
}
