/** A role that trusts a sign-in of people, and nobody is mapped to it. */
import type { Check } from '../check.ts';
import { controls } from '../controls.ts';
import { takesSignIns } from '../../mapping/delegation.ts';
import { fact, roleOwner, roleSubject } from '../subjects.ts';

export const roleWithoutGroup: Check = {
  id: 'role-without-group',
  number: 2,
  severity: 'low',
  codes: ['samlRoleUnmapped', 'delegatedRoleUnmapped'],
  controls: controls({ cis: ['1.21'], nist: ['AC-2', 'AC-6(7)'], iso: ['A.5.18'], soc2: ['CC6.3'], pci: ['7.2.4'] }),
  run(world, report) {
    // A name in another case means this role all the same.
    const reached = new Set(world.mappings().filter(({ grant }) => grant.principal !== null || grant.status !== 'candidate' || grant.mechanism !== 'delegation').map(({ grant }) => `${grant.account} ${grant.roleName.toLowerCase()}`));
    const governed = new Set(world.mappings().flatMap(({ grant }) => (grant.mechanism === 'saml' && grant.through !== null ? [grant.through] : [])));
    const files = new Set(world.ruleFiles().flatMap(({ providers }) => providers));
    const directories = world.aws.estates.directories().filter(({ value }) => takesSignIns(value));
    for (const role of world.aws.roles()) {
      const { name, account, arn, path } = role.value;
      if (path.startsWith('/aws-reserved/') || reached.has(`${account} ${name.toLowerCase()}`)) continue;
      const trust = world.aws.trustOf(role.value);
      const about = { subject: roleSubject(role), owner: roleOwner(role.value), params: { role: name, account }, severity: 'low', reason: 'unused' } as const;
      const saml = trust.entries.filter(({ kind }) => kind === 'saml');
      if (saml.length > 0) {
        // A provider that neither a rule nor a group of ours leads through decides by itself who gets the role.
        const known = saml.filter(({ principal }) => governed.has(principal) || files.has(principal.slice(principal.lastIndexOf('/') + 1)));
        if (known.length === 0) report.notJudged('otherIdentityProvider', arn);
        else report.add({ ...about, code: 'samlRoleUnmapped', evidence: known.map(({ path: at, principal }) => fact('trustPolicy', role.estate, arn, `AssumeRolePolicyDocument.${at}`, principal)) });
        continue;
      }
      const ds = trust.entries.find(({ kind }) => kind === 'ds');
      if (!ds) continue;
      const facts = role.estate.facts.directories;
      const open = directories.filter(({ value }) => value.account === account && !world.aws.delegationLists().has(`${value.directoryId} ${value.region}`));
      if (facts.state === 'notReadable') report.notJudged('directoriesNotRead', account, facts.code);
      else if (open.length > 0) for (const { value } of open) report.notJudged('delegationNotRead', `${value.directoryId} ${value.region}`);
      else report.add({ ...about, code: 'delegatedRoleUnmapped', evidence: [fact('trustPolicy', role.estate, arn, `AssumeRolePolicyDocument.${ds.path}`, ds.principal)] });
    }
  },
}; // prettier-ignore
