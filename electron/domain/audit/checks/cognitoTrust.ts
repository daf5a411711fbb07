/** Cognito roles that any identity pool gives, or that work without signing in. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { roleAdviceOf } from '../../estate/roleKinds.ts';
import { fact, roleOwner, roleSubject } from '../subjects.ts';

export const cognitoTrust: Check = {
  id: 'cognito-trust',
  number: 31,
  severity: 'critical',
  codes: ['cognitoNoAudience', 'cognitoUnauthenticated'],
  controls: controls({ nist: ['AC-3', 'AC-14', 'IA-8'], iso: ['A.5.15', 'A.8.5'], soc2: ['CC6.1'], pci: ['7.2.1'] }),
  run(world, report) {
    for (const role of world.aws.roles()) {
      const { entries } = world.aws.trustOf(role.value);
      const cognito = entries.filter(({ kind, principal }) => kind === 'web-identity' && /^cognito-identity/i.test(principal));
      if (cognito.length === 0) continue;
      const advice = roleAdviceOf(role.value, entries, new Set());
      const { name, account, arn } = role.value;
      const powerful = world.aws.powersOf(role.value).powers.length > 0;
      const evidence = cognito.map(({ path, principal, conditionKeys }) => fact('trustPolicy', role.estate, arn, `AssumeRolePolicyDocument.${path}`, [principal, ...conditionKeys].join(', ')));
      const about = { subject: roleSubject(role), owner: roleOwner(role.value), severity: powerful ? 'critical' : 'high', reason: 'openToAnybody', params: { role: name, account }, evidence } as const;
      if (advice.includes('cognitoNoAudience')) report.add({ ...about, code: 'cognitoNoAudience' });
      if (advice.includes('cognitoUnauthenticated')) report.add({ ...about, code: 'cognitoUnauthenticated' });
    }
  },
}; // prettier-ignore
