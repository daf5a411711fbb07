import { describe, expect, it } from 'vitest';
import type { Decided } from '#contract/access.ts';
import { brokenSteps, chainGraph, inOrder } from './chainGraph.ts';
import type { Link, StandsOn } from './chainGraph.ts';

const object = (id: number, kind: 'user' | 'group') => ({ snapshotId: 1, objectId: id, name: `o${id}`, dn: `CN=o${id}`, kind }); // prettier-ignore
const evidence = { code: 'member', snapshotId: 1, where: '', field: '', value: '', readAt: '' };
const user: Link = { step: 'user', object: object(1, 'user') };
const member = (id: number): Link => ({
  step: 'membership',
  via: 'member',
  object: object(id, 'group'),
  evidence,
});
const saml: Link = { step: 'mechanism', mechanism: 'saml', through: 'arn:p', evidence: [] };
const role: Link = {
  step: 'role',
  roleArn: 'arn:r',
  roleName: 'R',
  account: '111122223333',
  accountName: null,
};
const none = new Set<Link['step']>();
const stands = (use: StandsOn['use'], effect: StandsOn['effect'] = 'Allow'): StandsOn => ({ id: null, use, level: null, document: use, arn: null, path: 'Statement[0]', sid: null, effect }); // prettier-ignore
const decided = (of: Partial<Decided>): Decided => ({ decision: 'allowed', decidedBy: 'identityPolicy', some: false, resources: [], conditions: [], standsOn: [], gaps: [], ...of }); // prettier-ignore

describe('a chain as a graph', () => {
  const ways = [
    { chain: [user, member(2), saml, role], broken: none },
    { chain: [user, member(3), member(2), saml, role], broken: none },
  ];
  it('draws once what several ways share', () => {
    const graph = chainGraph({ ways, role: null, steps: [], asked: null });
    expect(graph.nodes.map(({ key }) => key)).toEqual(['o:1/1', 'o:1/2', 'm:saml:arn:p', 'r:arn:r', 'o:1/3']);
    expect(graph.edges).toHaveLength(5);
    expect(graph.ways.map((keys) => keys.length)).toEqual([4, 5]);
  });
  it('goes on to statements and the decision, for every way', () => {
    const asked = { question: { action: 's3:GetObject', resource: null }, decided: decided({ standsOn: Array.from({ length: 5 }, () => stands('identity')) }) }; // prettier-ignore
    const graph = chainGraph({ ways, role: null, steps: [], asked });
    expect(graph.ways[1]!.slice(-4)).toEqual(['s:0', 's:1', 's:2', 'd']);
    const last = graph.nodes.find(({ key }) => key === 's:2')!;
    expect(last.opens.of === 'statement' && last.opens.more).toHaveLength(2);
  });
  it('says of policies that were not read that they are not readable', () => {
    const graph = chainGraph({ ways, role: null, steps: [], asked: { question: { action: 's3:GetObject', resource: null }, decided: null } }); // prettier-ignore
    expect(graph.nodes.at(-1)).toMatchObject({ key: 'd', icon: 'notReadable' });
  });
  it('is cut where a grant is broken', () => {
    const broken = brokenSteps({ grant: { issues: ['trustLacksSaml'] } as never });
    const graph = chainGraph({ ways: [{ chain: [user, member(2), saml, role], broken }], role: null, steps: [], asked: null }); // prettier-ignore
    expect(graph.edges.filter(({ cut }) => cut)).toEqual([
      { from: 'm:saml:arn:p', to: 'r:arn:r', cut: true },
    ]);
  });
});

describe('statements', () => {
  it.each<[string, Decided, string[]]>([
    ['what gives the right, before guards that let through', decided({ standsOn: [stands('resourceControl'), stands('serviceControl'), stands('identity')] }), ['identity', 'serviceControl', 'resourceControl']],
    ['what denies, before what allows', decided({ decision: 'explicitDeny', decidedBy: 'serviceControlPolicy', standsOn: [stands('identity'), stands('serviceControl'), stands('serviceControl', 'Deny')] }), ['serviceControl Deny', 'identity', 'serviceControl']],
    ['what conditions hang on', decided({ decision: 'conditional', decidedBy: 'serviceControlPolicy', standsOn: [stands('identity'), stands('serviceControl', 'Deny')] }), ['serviceControl Deny', 'identity']],
  ])('put first %s', (_, answer, order) => {
    expect(inOrder(answer).map(({ use, effect }) => (effect === 'Deny' ? `${use} Deny` : use))).toEqual(order);
  }); // prettier-ignore
});
