/** Mapping for tests of the window: grants as a list and a picture, settings that are kept, and real rules run for made-up people. */
import { implement, ORPCError } from '@orpc/server';
import { readFileSync } from 'node:fs';
import type { ClaimTest, ClaimTestAsked } from '#contract/claimTest.ts';
import { contract } from '#contract/index.ts';
import type { EnteredDelegation } from '#contract/mapping.ts';
import type { GrantFilter } from '#contract/mappingFlow.ts';
import { judgeAssertion } from '#domain/claims/assertion/judge.ts';
import { noFacts } from '#domain/claims/assertion/facts.ts';
import { checkRules } from '#domain/claims/check/check.ts';
import { claimTypes, stringType } from '#domain/claims/claim.ts';
import { explainRun } from '#domain/claims/explain/explain.ts';
import { storeOf } from '#domain/claims/fixtures.ts';
import { parseRules } from '#domain/claims/parse/parse.ts';
import { policyOf, readTrusts } from '#domain/claims/parse/trusts.ts';
import { compilePolicy } from '#domain/claims/run/compile.ts';
import { runRules } from '#domain/claims/run/run.ts';
import { defaultSettings } from '#domain/claims/run/settings.ts';
import { signInClaims } from '#domain/claims/run/signIn.ts';
import { flowKey } from '#domain/mapping/flow.ts';
import { namingTemplate, readByTemplate } from '#domain/mapping/groupName.ts';
import type { EnteredMapping } from '#domain/mapping/enteredMapping.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import type { Grant } from '#domain/mapping/grant.ts';
import type { MappingSettings } from '#domain/mapping/settings.ts';
import { Flows } from '#workspace/access/flows.ts';
import type { AccessWorld } from '#workspace/access/world.ts';
import { grants, readAt } from './fixtureEstate.ts';
import * as forest from './fixtureForest.ts';

const os = implement(contract);
export const rulesText = readFileSync(
  new URL('../../../resources/sample/inputs/adfs-aws-sign-in.txt', import.meta.url),
  'utf8',
);
const rulesSource = 4;

/** 20,000 grants of 3,000 groups to 5,000 roles in 100 accounts. */
let large: readonly Grant[] | null = null;
const largeGrants = (): readonly Grant[] =>
  (large ??= Array.from({ length: 20_000 }, (_, i): Grant => {
    const who = (i * 7) % 3000;
    const role = (i * 13 + Math.floor(i / 5000)) % 5000;
    const account = String(111_122_220_000 + (role % 100));
    const mechanism = mechanisms[who % 5 < 3 ? 0 : who % 5 === 3 ? 1 : 2]!;
    const roleName = `Team${String(role).padStart(4, '0')}-${['Admin', 'Deploy', 'ReadOnly'][role % 3]!}`;
    const name = `AWS-${account}-G${String(who).padStart(4, '0')}`;
    const status = i % 37 === 0 ? 'broken' : i % 53 === 0 ? 'candidate' : 'works';
    return {
      id: `large ${i}`,
      principal: { snapshotId: forest.snapshotId, objectId: 7_000_000 + who, name, dn: `CN=${name},OU=Cloud,${forest.base}`, sid: null, kind: 'group' },
      mechanism,
      roleArn: status === 'broken' ? null : `arn:aws:iam::${account}:role/${roleName}`,
      roleName,
      account,
      accountName: `team-${role % 100}`,
      through: mechanism === 'saml' ? `arn:aws:iam::${account}:saml-provider/ADFS` : mechanism === 'delegation' ? `d-92671${String(who % 9).padStart(5, '0')}` : `arn:aws:sso:::permissionSet/ssoins-1/ps-${role % 300}`,
      status,
      issues: status === 'broken' ? ['roleMissing'] : status === 'candidate' ? ['roleNotReadable'] : [],
      evidence: mechanism === 'saml' ? [{ code: 'claimRule', snapshotId: 5, where: 'adfs-rules.txt', field: '13: Roles', value: '', readAt }] : [],
    };
  })); // prettier-ignore

interface Asked {
  readonly empty: boolean;
  readonly largeMapping: boolean;
  /** How long a live directory takes to answer claim rules. */
  readonly liveMs: number;
  readonly asked: { readonly mapping: unknown[] };
}

export function mappingProcedures(control: () => Asked) {
  const all = (): readonly Grant[] =>
    control().empty ? nothing : control().largeMapping ? largeGrants() : grants;
  const nothing: readonly Grant[] = [];
  const fitting = ({ mechanism, account, text = '', joined }: GrantFilter): readonly Grant[] =>
    all().filter(
      (grant) =>
        (!mechanism || grant.mechanism === mechanism) &&
        (account === undefined || grant.account === account) &&
        (!joined || flowKey(grant, joined.column) === joined.key) &&
        `${grant.principal?.name ?? ''} ${grant.roleName} ${grant.account}`.toLowerCase().includes(text.toLowerCase()),
    ); // prettier-ignore
  const world = {
    grants: { newest: all, fitting },
    atOnce: <T>(work: () => T): T => work(),
  } as unknown as AccessWorld;
  const flows = new Flows(world);
  let settings: MappingSettings = { rules: [], templates: [] };
  let delegations: EnteredDelegation[] = [];
  let mappings: EnteredMapping[] = [];
  let made = 0;
  const fault = (
    code: 'input.invalid' | 'object.notFound' | 'user.notFound',
    params: Record<string, string>,
  ) => new ORPCError('FAULT', { status: 500, data: { code, params } });
  const put = <T extends { readonly id: string }>(rows: readonly T[], row: T): T[] => [
    ...rows.filter(({ id }) => id !== row.id),
    row,
  ];
  const spoken = <T>(input: T): T => {
    control().asked.mapping.push(input);
    return input;
  };

  return {
    reset() {
      settings = { rules: [], templates: [] };
      delegations = [];
      mappings = [];
    },
    procedures: {
      grants: os.mapping.grants.handler(({ input: { filter, page: at } }) => {
        const fits = fitting(filter);
        const rows = fits.filter((grant) => !filter.status || grant.status === filter.status);
        const count = (status: string) => fits.filter((grant) => grant.status === status).length;
        return {
          total: rows.length,
          counts: { works: count('works'), broken: count('broken'), candidate: count('candidate') },
          rows: rows
            .slice(at.offset, at.offset + at.limit)
            .map((grant) => ({ ...grant, issues: [...grant.issues], evidence: [...grant.evidence] })),
        };
      }),
      flow: os.mapping.flow.handler(({ input }) => flows.page(input)),
      settings: os.mapping.settings.handler(() => {
        const chosen = settings.rules.find(({ sourceId }) => sourceId === rulesSource);
        return {
          settings: { rules: [...settings.rules], templates: [...settings.templates] },
          rules: control().empty
            ? []
            : [
                {
                  sourceId: rulesSource,
                  name: 'adfs-rules.txt',
                  chosen: chosen !== undefined,
                  use: chosen?.use ?? ('issuance' as const),
                  directories: chosen?.directories ? [...chosen.directories] : null,
                  caseOf: chosen?.caseOf ?? defaultSettings.caseOf,
                  trusts: ['adfs-rules.txt'],
                },
              ],
        };
      }),
      saveSettings: os.mapping.saveSettings.handler(({ input }) => {
        for (const [at, { text, account, roleText }] of input.templates.entries()) {
          const template = namingTemplate(text, { account: account ?? undefined, roleText: roleText ?? undefined });
          if (typeof template === 'string') throw fault('input.invalid', { path: `templates.${at}`, detail: template });
        }
        settings = spoken(input);
        return {};
      }), // prettier-ignore
      testTemplate: os.mapping.testTemplate.handler(({ input: { template, names } }) => {
        const { text, account, roleText } = template;
        const compiled = namingTemplate(text, { account: account ?? undefined, roleText: roleText ?? undefined });
        if (typeof compiled === 'string') return { problem: compiled, names: [] };
        return {
          problem: null,
          names: names.map((name) => {
            const said = readByTemplate(name, compiled, (alias) => (alias === 'prod' ? '111122223333' : null));
            return typeof said === 'string'
              ? { name, account: null, accountName: null, role: null, why: said }
              : { name, account: said.account, accountName: said.account === '111122223333' ? 'prod' : null, role: said.roleName, why: null };
          }),
        };
      }), // prettier-ignore
      delegations: os.mapping.delegations.handler(() => ({ total: delegations.length, rows: delegations })),
      putDelegation: os.mapping.putDelegation.handler(({ input }) => {
        const row = { ...spoken(input), id: input.id ?? `d${++made}`, recordedOn: readAt };
        delegations = put(delegations, row);
        return row;
      }),
      removeDelegation: os.mapping.removeDelegation.handler(({ input }) => {
        delegations = delegations.filter(({ id }) => id !== input.id);
        return {};
      }),
      entered: os.mapping.entered.handler(() => ({
        total: mappings.length,
        rows: mappings.map((row) => ({ ...row })),
      })),
      putEntered: os.mapping.putEntered.handler(({ input }) => {
        const row = { ...spoken(input), id: input.id ?? `m${++made}`, on: readAt };
        mappings = put(mappings, row);
        return row;
      }),
      removeEntered: os.mapping.removeEntered.handler(({ input }) => {
        mappings = mappings.filter(({ id }) => id !== input.id);
        return {};
      }),
      claims: {
        test: os.mapping.claims.test.handler(async ({ input, signal }) => {
          spoken(input);
          if (!input.live) {
            if (!forest.objectOf(input.user.objectId))
              throw fault('object.notFound', { name: String(input.user.objectId) });
            return testOf(input, input.user.objectId);
          }
          const stop = new Promise<void>((done) => signal?.addEventListener('abort', () => done()));
          await Promise.race([stop, new Promise((done) => setTimeout(done, control().liveMs))]);
          if (signal?.aborted) control().asked.mapping.push('cancelled');
          const { user } = input;
          if ('name' in user && user.name === 'nobody') throw fault('user.notFound', { name: user.name });
          return liveOf(testOf(input, 'name' in user ? 1_000_003 : user.objectId));
        }),
        text: os.mapping.claims.text.handler(({ input }) => {
          if (input.sourceId !== rulesSource)
            throw fault('object.notFound', { name: String(input.sourceId) });
          return { name: 'adfs-rules.txt', text: rulesText };
        }),
        assertion: os.mapping.claims.assertion.handler(({ input }) => {
          if (!input.text.includes('<')) throw fault('input.invalid', { path: 'assertion', detail: 'xml' });
          const claims = [
            claim(claimTypes.role, 'arn:aws:iam::111122223333:role/Admin,arn:aws:iam::111122223333:saml-provider/Okta'),
            claim(claimTypes.roleSessionName, 'minjun kim'),
          ];
          return {
            issuer: 'https://okta.example.com',
            audiences: ['https://signin.aws.amazon.com/saml'],
            issued: claims.map((one, id) => ({ id, ...one })),
            judgement: judgeAssertion(claims, noFacts),
            decidedBy: 'notReadable' as const,
          };
        }), // prettier-ignore
        check: os.mapping.claims.check.handler(({ input }) => {
          const set = parseRules(input.text);
          return {
            rules: set.rules.length,
            problems: [...set.problems, ...checkRules(set)].map((one) => ({
              ...one,
              params: { ...one.params },
            })),
          };
        }),
      },
    },
  };
}

const claim = (type: string, value: string) => ({
  type,
  value,
  valueType: stringType,
  issuer: 'https://okta.example.com',
  originalIssuer: 'https://okta.example.com',
  properties: {},
});

/** Everybody is in the same few groups; those whose number ends in 4 have no mail. */
function testOf({ rules, caseOf }: ClaimTestAsked, objectId: number): ClaimTest {
  const object = forest.objectOf(objectId)!;
  const text = 'text' in rules ? rules.text : rulesText;
  const [trust] = readTrusts(text);
  const policy = policyOf(trust!);
  const settings = { ...defaultSettings, ...(caseOf && { caseOf }) };
  const compiled = compilePolicy(policy);
  const read = (...values: string[]) => ({ state: 'read' as const, values });
  const account = object.samAccountName ?? object.name;
  const run = runRules(
    compiled,
    signInClaims({
      account: `CORP\\${account}`,
      userPrincipalName: read(`${account}@corp.example.com`),
      sid: read(object.sid ?? 'S-1-5-21-1-2-3-4'),
      primaryGroupSid: read('S-1-5-21-1-2-3-513'),
      groupSids: read('S-1-5-21-1-2-3-513', 'S-1-5-21-1-2-3-2001'),
    }),
    storeOf({
      mail: objectId % 10 === 4 ? [] : [`${account}@corp.example.com`],
      department: ['Finance'],
      samaccountname: [account],
      tokengroups: ['Domain Users', 'AWS-111122223333-Admin', 'aws-111122223333-ReadOnly', 'AWS-11112222-Typo', 'Finance'],
    }),
    settings,
  ); // prettier-ignore
  const { output, openOutput } = run.stages[2];
  return {
    user: { snapshotId: forest.snapshotId, sourceName: 'corp.example.com', object },
    readAt: [{ sourceName: 'corp.example.com', readAt }],
    live: false,
    server: null,
    rules: 'text' in rules ? '' : 'adfs-rules.txt',
    problems: [...policy.issuance.problems, ...checkRules(policy.issuance)].map((one) => ({
      ...one,
      params: { ...one.params },
    })),
    explanation: explainRun(compiled, run, settings),
    issued: output.map((id) => ({ id, ...run.claims[id]!.claim })),
    judgement: judgeAssertion(
      output.map((id) => run.claims[id]!.claim),
      noFacts,
      openOutput.map((index) => run.open[index]!.claim),
    ),
  };
}

const liveOf = (test: ClaimTest): ClaimTest => ({
  ...test,
  live: true,
  user: { ...test.user, snapshotId: null, object: { ...test.user.object, id: null } },
  server: {
    host: 'dc01.lab.example.net',
    port: 636,
    domain: 'DC=corp,DC=example,DC=com',
    from: readAt,
    to: readAt,
    notFollowed: ['ldaps://ForestDnsZones.corp.example.com/DC=ForestDnsZones,DC=corp,DC=example,DC=com'],
  },
});
