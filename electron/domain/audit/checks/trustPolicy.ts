/** Trust policies that let in more than the one provider that is meant. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { fact, roleOwner, roleSubject } from '../subjects.ts';

export const trustPolicy: Check = {
  id: 'trust-policy',
  number: 14,
  severity: 'critical',
  codes: ['trustAnyone', 'trustNoAudience', 'trustProviderMissing', 'trustSeveralProviders'],
  controls: controls({ cis: ['1.21'], nist: ['AC-3', 'IA-8', 'AC-6'], iso: ['A.5.15', 'A.8.5'], soc2: ['CC6.1'], pci: ['7.2.1', '8.3.1'] }),
  run(world, report) {
    for (const role of world.aws.roles()) {
      const { name, account, arn } = role.value;
      const { entries } = world.aws.trustOf(role.value);
      const saml = entries.filter(({ kind }) => kind === 'saml' || kind === 'identity-center');
      const params = { role: name, account };
      const about = { subject: roleSubject(role), owner: roleOwner(role.value), params };
      const told = (some: typeof entries) => some.map(({ path, principal }) => fact('trustPolicy', role.estate, arn, `AssumeRolePolicyDocument.${path}`, principal));
      const anyone = entries.filter(({ kind }) => kind === 'anyone');
      const open = anyone.filter(({ conditionKeys }) => conditionKeys.length === 0);
      if (anyone.length > 0)
        report.add({ ...about, code: 'trustAnyone', severity: open.length > 0 ? 'critical' : 'medium', reason: 'openToAnybody', evidence: told(anyone) });
      if (saml.length === 0) continue;
      const loose = saml.filter(({ conditionKeys }) => !conditionKeys.some((key) => key.toLowerCase() === 'saml:aud'));
      if (loose.length > 0)
        report.add({ ...about, code: 'trustNoAudience', severity: 'medium', reason: 'accessUnexpected', evidence: told(loose) });
      const named = [...new Map(saml.map((entry) => [entry.principal, entry])).values()];
      if (named.length > 1)
        report.add({ ...about, code: 'trustSeveralProviders', severity: 'medium', reason: 'accessUnexpected', params: { ...params, count: named.length }, evidence: told(named) });
      const providers = world.aws.estates.providers(account);
      if (providers.state !== 'read') {
        report.notJudged('providersNotRead', account, providers.code);
        continue;
      }
      // A provider that is not there is one that somebody may make.
      for (const entry of named)
        if (!providers.values.some((provider) => provider.arn === entry.principal))
          report.add({ ...about, code: 'trustProviderMissing', severity: 'high', reason: 'latent', params: { ...params, provider: entry.principal }, part: entry.principal, evidence: told([entry]) });
    }
  },
}; // prettier-ignore
