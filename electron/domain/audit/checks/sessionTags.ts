/** Rules that send tags or a source identity to roles whose trust does not take them: the sign-in fails. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, roleOwner, roleSubject } from '../subjects.ts';
import { parsePolicy, parsePolicyText } from '../../policy/parse/parse.ts';
import { takes } from '../../policy/lint/breadth.ts';

export const sessionTags: Check = {
  id: 'session-tags',
  number: 17,
  severity: 'medium',
  codes: ['tagSessionMissing', 'sourceIdentityMissing'],
  controls: controls({ nist: ['AC-3', 'AU-10'], iso: ['A.5.16', 'A.8.5'], soc2: ['CC6.1'] }),
  run(world, report) {
    for (const role of world.aws.roles()) {
      const { name, account, arn, trustPolicy } = role.value;
      const named = world.aws.trustOf(role.value).entries.filter(({ kind }) => kind === 'saml').map(({ principal }) => principal);
      if (named.length === 0) continue;
      const parsed = typeof trustPolicy === 'string' ? parsePolicyText(trustPolicy, 'trust') : parsePolicy(trustPolicy, 'trust');
      const statements = parsed.document?.statements.filter((one) => one.effect === 'Allow' && one.principal?.entries.some(({ value }) => named.includes(value) || value === '*'));
      if (!statements) continue;
      const allows = (action: string): boolean => statements.some((statement) => takes(statement, action));
      for (const { file, providers, sendsTags, sendsSourceIdentity } of world.ruleFiles()) {
        if (!named.some((provider) => providers.includes(provider.slice(provider.lastIndexOf('/') + 1)))) continue;
        const about = { subject: roleSubject(role), owner: roleOwner(role.value), severity: 'medium', reason: 'signInFails', part: file.name, params: { role: name, account, file: file.name } } as const;
        const evidence = (claim: string) => [
          fact('trustPolicy', role.estate, arn, 'AssumeRolePolicyDocument', statements.flatMap(({ action }) => action.patterns).join(', ')),
          fact('rule', file, file.name, 'Type', claim),
        ];
        if (sendsTags && !allows('sts:TagSession')) report.add({ ...about, code: 'tagSessionMissing', evidence: evidence('PrincipalTag') });
        if (sendsSourceIdentity && !allows('sts:SetSourceIdentity')) report.add({ ...about, code: 'sourceIdentityMissing', evidence: evidence('SourceIdentity') });
      }
    }
  },
}; // prettier-ignore
