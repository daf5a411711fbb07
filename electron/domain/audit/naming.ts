/** How a claim rule or a convention takes a group for a role: by a name, or by its SID. Read from the grant's own evidence. */
import type { Grant } from '../mapping/grant.ts';

export interface Naming {
  /** The attribute whose value is the permission. */
  readonly attribute: 'sAMAccountName' | 'cn';
  /** The domain is part of what the rule reads: a namesake in another domain is not taken. */
  readonly qualified: boolean;
  /** The rules that read it; null = a convention without known rules. */
  readonly rules: string | null;
}

const domainForms = /^tokenGroups\(\w*domainQualifiedName\)/i;

/** Null: no name decides; the grant hangs on a SID, or is no matter of claims. */
export function namingOf({ mechanism, evidence }: Grant): Naming | null {
  if (mechanism !== 'saml') return null;
  for (const { code, field, value } of evidence) {
    if (code === 'groupName') return { attribute: 'sAMAccountName', qualified: false, rules: null };
    if (code !== 'groupClaim') continue;
    if (field.toLowerCase() === 'objectsid') return null;
    const rule = evidence.find((one) => one.code === 'claimRule');
    const name = field.toLowerCase();
    const token = name === 'samaccountname';
    // Where the domain's short name was not read, the name stands without it; the rule reads it with the domain all the same.
    const asked = evidence.some((one) => one.code === 'claimOpen' && domainForms.test(one.value));
    return {
      attribute: token ? 'sAMAccountName' : 'cn',
      qualified: token ? asked || value.includes('\\') : name === 'distinguishedname',
      rules: rule ? `${rule.snapshotId} ${rule.where}` : null,
    };
  }
  return null;
}
