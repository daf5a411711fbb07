import { describe, expect, it } from 'vitest';
import { nameParts } from './nameParts.ts';

describe('where a name may be broken', () => {
  it.each([
    ['SecurityAudit', ['SecurityAudit']],
    ['AWS-648120375592-NetworkAdmin', ['AWS-', '648120375592-', 'NetworkAdmin']],
    ['GG_Platform_Ops', ['GG_', 'Platform_', 'Ops']],
    ['Bruno Ångström', ['Bruno Ångström']],
    ['OrganizationAccountAccessRole', ['Organization', 'Account', 'Access', 'Role']],
    ['jimin.sim@corp.example.com', ['jimin.', 'sim@', 'corp.', 'example.', 'com']],
    ['OU=AWS Access,DC=hanbit', ['OU=AWS Access,', 'DC=hanbit']],
    ['', ['']],
  ])('%s', (name, parts) => {
    expect(nameParts(name)).toEqual(parts);
    expect(parts.join('')).toBe(name);
  });
});
