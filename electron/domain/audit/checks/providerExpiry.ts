/** Providers whose metadata or signing certificate has ended, or soon does: then nobody signs in. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { daysBetween, fact, providerSubject } from '../subjects.ts';
import { readOr } from '../../mapping/estateIndex.ts';

const isIdentityCenter = (name: string): boolean => /^AWSSSO_.+_DO_NOT_DELETE$/.test(name);

export const providerExpiry: Check = {
  id: 'provider-expiry',
  number: 15,
  severity: 'high',
  codes: ['metadataExpired', 'metadataEnds', 'certificateExpired', 'certificateEnds'],
  controls: controls({ nist: ['IA-5', 'SC-12', 'SC-17'], iso: ['A.5.17', 'A.8.24'], soc2: ['CC6.1'], pci: ['4.2.1.1'] }),
  run(world, report) {
    const limit = world.settings.expiryDays;
    for (const account of new Set(world.aws.estates.estates.flatMap(({ facts }) => facts.accounts.map(({ id }) => id)))) {
      const reading = world.aws.estates.providers(account);
      if (reading.state !== 'read') {
        report.notJudged('providersNotRead', account, reading.code);
        continue;
      }
      const { estate } = reading;
      for (const value of reading.values) {
        const subject = providerSubject({ value, estate });
        const look = (field: string, date: string, codes: readonly ['metadataExpired', 'metadataEnds'] | readonly ['certificateExpired', 'certificateEnds']): void => {
          const days = daysBetween(estate.readAt, date);
          if (days === null || days >= limit) return;
          const about = { subject, reason: 'signInFails', part: date, evidence: [fact('providerValidity', estate, value.arn, field, date)] } as const;
          if (days < 0) report.add({ ...about, code: codes[0], severity: 'high', params: { date } });
          else report.add({ ...about, code: codes[1], severity: 'medium', params: { date, days: Math.floor(days) } });
        };
        if (value.validUntil !== null) look('ValidUntil', value.validUntil, ['metadataExpired', 'metadataEnds']);
        // Identity Center keeps its own provider.
        if (isIdentityCenter(value.name)) continue;
        if (value.signingCertificatesValidTo === undefined) report.notJudged('certificatesNotRead', value.arn);
        else for (const date of value.signingCertificatesValidTo) look('SAMLMetadataDocument X509Certificate NotAfter', date, ['certificateExpired', 'certificateEnds']);
      }
    }
    // An estate that has no accounts, an imported list say, has no providers either.
    for (const { facts } of world.aws.estates.estates) if (facts.accounts.length === 0 && readOr(facts.samlProviders).length > 0) report.notJudged('accountNotRead');
  },
}; // prettier-ignore
