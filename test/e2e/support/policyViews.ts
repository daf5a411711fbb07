/** Addresses of everything that the policy place shows, over the generated engine. */
import { policyArn, roleArn } from './fixturePolicy.ts';

const role = `principal|2|${roleArn}`;
/** The address of the place, by default of the role. */
export const policyAt = (more: Record<string, string> = {}, of = role) =>
  `#/policy?${new URLSearchParams({ of, ...more })}`;
const asked = (act: string, res = 'arn:aws:s3:::b1/x') => policyAt({ v: 'ask', act, res });
export const policyViews = {
  'nobody open': '#/policy',
  'what it can do': policyAt({ svc: 's3' }),
  'a question': policyAt({ v: 'ask' }),
  allowed: asked('s3:GetObject'),
  'explicitly denied': asked('s3:DeleteObject'),
  'not allowed': asked('s3:PutObject'),
  'under conditions': asked('ec2:RunInstances', '*'),
  documents: policyAt({ v: 'documents', d: 'i1' }),
  'a broken document': policyAt({ v: 'documents', d: 'bad' }),
  'nothing to compare with': policyAt({ v: 'compare' }),
  compare: policyAt({ v: 'compare', a: role, b: role, svc: 's3' }),
  try: policyAt({ v: 'try' }),
  lint: policyAt({ v: 'lint' }),
  'hand over': policyAt({ v: 'handOver' }),
  chains: policyAt({ v: 'handOver', m: 'chain' }),
  decode: policyAt({ v: 'decode' }),
  'a permission set': policyAt({}, 'permissionSet|2|arn:aws:sso:::instance/i|arn:aws:sso:::permissionSet/i/p|'),
  'a policy alone': policyAt({ v: 'compare', a: `policy|2|${policyArn}|v1`, b: `policy|2|${policyArn}|v2` }, `policy|2|${policyArn}|`),
  'a directory user': policyAt({}, 'directoryUser|1|4'),
}; // prettier-ignore
