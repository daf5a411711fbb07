import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksInheritance, parseGpLink, policyGuid } from './gpLink.ts';

const a = 'cn={31B2F340-016D-11D2-945F-00C04FB984F9},cn=policies,cn=system,DC=x';
const b = 'CN={6AC1786C-016F-11D2-945F-00C04FB984F9},CN=Policies,CN=System,DC=x';

// [MS-GPOL] 2.2.2: bit 0 disables the link, bit 1 enforces it.
describe('gPLink', () => {
  it.each([
    ['', []],
    [' ', []],
    [`[LDAP://${a};0]`, [{ dn: a, disabled: false, enforced: false }]],
    [`[ldap://dc1.x/${a};2]`, [{ dn: a, disabled: false, enforced: true }]],
    [
      `[LDAP://${b};1][LDAP://${a};3]`,
      [
        { dn: b, disabled: true, enforced: false },
        { dn: a, disabled: true, enforced: true },
      ],
    ],
    [`[LDAP://${a}][LDAP://${b};0]`, [{ dn: b, disabled: false, enforced: false }]],
  ])('%s', (text, links) => {
    expect(parseGpLink(text)).toEqual(links);
  });

  it.each([
    [null, false],
    [0, false],
    [1, true],
  ])('gPOptions %s blocks: %s', (options, blocks) => {
    expect(blocksInheritance(options)).toBe(blocks);
  });

  it('names a policy by its GUID', () => {
    expect(policyGuid(a)).toBe('{31B2F340-016D-11D2-945F-00C04FB984F9}');
    expect(policyGuid('CN=other,DC=x')).toBeNull();
  });

  it('never fails on text from a stranger', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('[LDAP://', ';0]', ';', ']', a, '\0'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        for (const { dn } of parseGpLink(pieces.join(''))) expect(dn).not.toBe('');
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});
