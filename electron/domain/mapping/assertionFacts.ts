/** What AWS snapshots say of what an assertion names. */
import type { AssertionFacts, RoleFacts } from '../claims/assertion/facts.ts';
import type { EstateIndex } from './estateIndex.ts';
import { accountOfArn } from './estateIndex.ts';
import { SamlTrust } from './samlTrust.ts';
import type { SamlAction, SamlAnswer } from './samlTrust.ts';

export function assertionFacts(estates: EstateIndex): AssertionFacts {
  return {
    provider(arn) {
      const reading = estates.providers(accountOfArn(arn) ?? '');
      return reading.state === 'read' ? reading.values.some((one) => one.arn === arn) : null;
    },
    role(arn, provider): RoleFacts {
      const account = accountOfArn(arn) ?? '';
      const reading = estates.roles(account);
      if (reading.state !== 'read') return { state: 'unknown' };
      const name = arn.slice(arn.lastIndexOf('/') + 1).toLowerCase();
      const role = reading.values.find((one) => one.arn === arn);
      if (!role) {
        const near = reading.values.find((one) => one.name.toLowerCase() === name);
        return near ? { state: 'spelled', arn: near.arn } : { state: 'missing' };
      }
      const trust = new SamlTrust(role, estates.partition(account));
      const may = (action?: SamlAction) => said(trust.answerTo(provider, action));
      return {
        state: 'found',
        maximum: role.maxSessionDuration,
        trust: { assume: may(), tag: may('sts:TagSession'), sourceIdentity: may('sts:SetSourceIdentity') },
      };
    },
    sessionNameShared: () => null,
  };
}

const said = ({ is }: SamlAnswer): boolean | null => (is === 'conditional' ? null : is === 'allowed');
