import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classicTemplate, groupNameTemplate, readGroupName } from './groupName.ts';

// Source of the pattern: facts/group-role-mapping.md §1 A, `(?i)^AWS-(\d{12})-(.+)`.
describe('the classic convention', () => {
  it.each([
    ['AWS-111111111111-Admin', '111111111111', 'Admin'],
    ['aws-111111111111-Admin', '111111111111', 'Admin'],
    ['AWS-111111111111-a-b_c', '111111111111', 'a-b_c'],
    ['AWS-111111111111--', '111111111111', '-'],
  ])('%s names a role', (name, account, roleName) => {
    expect(readGroupName(name)).toEqual({ account, roleName });
  });

  it.each([
    'AWS-11111111111-Admin',
    'AWS-1111111111111-Admin',
    'AWS-11111111111a-Admin',
    'AWS-111111111111-',
    'AWS_111111111111_Admin',
    'x AWS-111111111111-Admin',
    '',
    'AWS-dddddddddddd-x',
  ])('%s names none', (name) => {
    expect(readGroupName(name)).toBeNull();
  });

  it('starts with a prefix by which a search can be narrowed', () => {
    expect(classicTemplate.prefix).toBe('AWS-');
  });
});

describe('another convention', () => {
  it.each(['', 'AWS-{role}', '{account}', '{role}{role}', '{account}-{role}-{role}'])(
    '%s is none',
    (text) => {
      expect(groupNameTemplate(text)).toBeNull();
    },
  );

  it('reads back what was written by it, whatever stands around the places', () => {
    const literal = fc.stringMatching(/^[A-Za-z_.()+[\]$^|-]{0,6}$/);
    fc.assert(
      fc.property(
        literal,
        literal,
        fc.stringMatching(/^[0-9]{12}$/),
        fc.stringMatching(/^[\w+=,.@-]{1,64}$/),
        (before, between, account, roleName) => {
          const template = groupNameTemplate(`${before}{account}${between}{role}`)!;
          expect(
            readGroupName(`${before.toUpperCase()}${account}${between.toLowerCase()}${roleName}`, template),
          ).toEqual({ account, roleName });
        },
      ),
    );
  });
});
