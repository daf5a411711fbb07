/** Password and lockout policies: the domain's on its head, fine-grained ones in their container ([MS-ADTS] 6.1.1.4.11). */
import { decodeAttribute } from '../directory/attributes/decode.ts';
import type { DecodedValue } from '../directory/attributes/syntax.ts';
import { isDescendant } from '../directory/dnKey.ts';
import { guidOf } from '../directory/guid.ts';
import { firstInteger, firstText, textsOf, valuesOf } from '../directory/values.ts';
import type { ForestEntries } from './entries.ts';
import type { ForestEntry } from './input.ts';
import { notRead, read } from './known.ts';
import type { ForestDomain } from './model.ts';
import { byText, leafOf, policiesOf, quotasOf } from './names.ts';
import type { DomainPolicies, FineGrainedPolicy, PolicySetting, PolicyValue } from './policyModel.ts';

/** Setting, attribute of the domain, attribute of a fine-grained policy. */
const settings: readonly (readonly [PolicySetting, string, string])[] = [
  ['minimumLength', 'minPwdLength', 'msDS-MinimumPasswordLength'],
  ['history', 'pwdHistoryLength', 'msDS-PasswordHistoryLength'],
  ['complexity', 'pwdProperties', 'msDS-PasswordComplexityEnabled'],
  ['reversibleEncryption', 'pwdProperties', 'msDS-PasswordReversibleEncryptionEnabled'],
  ['minimumAge', 'minPwdAge', 'msDS-MinimumPasswordAge'],
  ['maximumAge', 'maxPwdAge', 'msDS-MaximumPasswordAge'],
  ['lockoutThreshold', 'lockoutThreshold', 'msDS-LockoutThreshold'],
  ['lockoutDuration', 'lockoutDuration', 'msDS-LockoutDuration'],
  ['lockoutWindow', 'lockOutObservationWindow', 'msDS-LockoutObservationWindow'],
];
/** pwdProperties ([MS-SAMR] 2.2.3.6). */
const properties: Partial<Record<PolicySetting, number>> = { complexity: 0x1, reversibleEncryption: 0x10 };

function valueOf(entry: ForestEntry, setting: PolicySetting, attribute: string): DecodedValue | null {
  const value = valuesOf(entry, attribute)[0];
  if (value === undefined) return null;
  const bit = attribute === 'pwdProperties' ? properties[setting] : undefined;
  if (bit !== undefined) {
    const set = ((firstInteger(entry, attribute) ?? 0) & bit) !== 0;
    return { text: set ? 'TRUE' : 'FALSE', code: set ? 'true' : 'false' };
  }
  // No number of wrong passwords locks an account.
  if (setting === 'lockoutThreshold' && value === '0') return { text: '0', code: 'never' };
  return decodeAttribute(attribute, [value]).decoded[0] ?? null;
}

const settingsOf = (entry: ForestEntry, column: 1 | 2): PolicyValue[] =>
  settings.map((row) => ({
    setting: row[0],
    attribute: row[column],
    value: valueOf(entry, row[0], row[column]),
  }));

function readFineGrained(entries: ForestEntries, entry: ForestEntry): FineGrainedPolicy {
  return {
    ref: entries.ref(entry.dn),
    name: leafOf(entry.dn),
    guid: guidOf(valuesOf(entry, 'objectGUID')[0]),
    precedence: firstInteger(entry, 'msDS-PasswordSettingsPrecedence'),
    settings: settingsOf(entry, 2),
    appliesTo: textsOf(entry, 'msDS-PSOAppliesTo')
      .map((dn) => ({ dn, ref: entries.at(dn) ? entries.ref(dn) : null }))
      .toSorted(byText(({ dn }) => dn)),
  };
}

/** Of every domain of the forest; `entries` holds the heads, and the objects that policies apply to where they are known. */
export function readPolicies(entries: ForestEntries, domains: readonly ForestDomain[]): DomainPolicies[] {
  const objects = entries.ofClass('msds-passwordsettings');
  return domains.map(({ dn, dns }) => {
    const container = policiesOf(dn);
    const own = objects.filter((entry) => isDescendant(entry.dn, container));
    return {
      domain: dns,
      domainDn: dn,
      password: entries.of(dn, (head) => {
        const values = settingsOf(head, 1);
        return values.every(({ value }) => value === null) ? notRead('attributeNotRead', dn) : read(values);
      }),
      fineGrained: entries.list(
        container,
        own
          .map((entry) => readFineGrained(entries, entry))
          .toSorted((a, b) => (a.precedence ?? 0) - (b.precedence ?? 0) || byText(leafName)(a, b)),
      ),
      machineAccountQuota: entries.of(dn, (head) => {
        const quota = firstInteger(head, 'ms-DS-MachineAccountQuota');
        return quota === null ? notRead('attributeNotRead', dn) : read(quota);
      }),
      defaultQuota: entries.of<number | null>(quotasOf(dn), (entry) => {
        const quota = firstText(entry, 'msDS-DefaultQuota');
        // Absent and -1 both mean that there is no limit ([MS-ADTS] 6.1.1.4.3).
        const number = quota === null ? null : firstInteger(entry, 'msDS-DefaultQuota');
        return read(number === null || number < 0 ? null : number);
      }),
    };
  });
}

const leafName = ({ name }: FineGrainedPolicy) => name;
