/** Password and lockout policies, setting by setting. */
import type { DecodedValue } from '../../directory/attributes/syntax.ts';
import { ForestEntries } from '../../forest/entries.ts';
import { notRead } from '../../forest/known.ts';
import type { Known } from '../../forest/known.ts';
import { leafOf } from '../../forest/names.ts';
import { readPolicies } from '../../forest/policies.ts';
import { policySettings } from '../../forest/policyModel.ts';
import type {
  DomainPolicies,
  FineGrainedPolicy,
  PolicySetting,
  PolicyValue,
} from '../../forest/policyModel.ts';
import type { StructureInput } from './input.ts';
import type { StructureRow, StructureSide } from './model.ts';
import type { PairedDomains } from './pairing.ts';
import { absent, has, rowOf, sideOf } from './side.ts';

/** Of every domain, by its DNS name. */
export const policiesByDomain = ({ forest, part }: StructureInput): Map<string, DomainPolicies> =>
  new Map(readPolicies(new ForestEntries([part], forest.dn), forest.domains).map((of) => [of.domain, of]));

const settingOf = (values: readonly PolicyValue[], setting: PolicySetting, where: string): StructureSide => {
  const value = values.find((each) => each.setting === setting)?.value ?? null;
  return value === null ? notRead('attributeNotRead', where) : has([value]);
};

/** A setting of the domain's own policy, and the quota of computers that a user may join. */
export function domainPolicyRows(
  pair: PairedDomains,
  a: DomainPolicies | undefined,
  b: DomainPolicies | undefined,
): StructureRow[] {
  const domains = { a: pair.a?.dns ?? null, b: pair.b?.dns ?? null };
  const of = (side: DomainPolicies | undefined, setting: PolicySetting): StructureSide => {
    if (!side) return absent;
    const { password, domainDn } = side;
    return password.state === 'notRead' ? password : settingOf(password.value, setting, domainDn);
  };
  const quota = (side: DomainPolicies | undefined): StructureSide =>
    side ? sideOf(side.machineAccountQuota, (count) => [{ text: String(count) }]) : absent;
  const base = { subject: 'domainPolicy', about: '', domains } as const;
  return [
    ...policySettings.map((setting) => rowOf({ ...base, setting, a: of(a, setting), b: of(b, setting) })),
    rowOf({ ...base, setting: 'machineAccountQuota', a: quota(a), b: quota(b) }),
  ];
}

const byName = (known: Known<FineGrainedPolicy[]> | undefined): Map<string, FineGrainedPolicy> =>
  new Map((known?.state === 'read' ? known.value : []).map((policy) => [policy.name.toLowerCase(), policy]));
const number = (value: number | null, dn: string): StructureSide =>
  value === null ? notRead('attributeNotRead', dn) : has([{ text: String(value) }]);
const targets = (policy: FineGrainedPolicy): DecodedValue[] =>
  policy.appliesTo.map(({ dn }) => ({ text: leafOf(dn) }));

/** Fine-grained policies by name: settings, precedence, and whom they apply to by name. */
export function fineGrainedRows(
  pair: PairedDomains,
  a: DomainPolicies | undefined,
  b: DomainPolicies | undefined,
): StructureRow[] {
  const domains = { a: pair.a?.dns ?? null, b: pair.b?.dns ?? null };
  const [left, right] = [byName(a?.fineGrained), byName(b?.fineGrained)];
  const names = [...new Set([...left.keys(), ...right.keys()])].toSorted();
  return names.flatMap((name) => {
    const [one, other] = [left.get(name), right.get(name)];
    const side = (
      known: Known<FineGrainedPolicy[]> | undefined,
      policy: FineGrainedPolicy | undefined,
      tell: (policy: FineGrainedPolicy) => StructureSide,
    ): StructureSide => {
      if (!known) return absent;
      if (known.state === 'notRead') return known;
      if (!policy) return absent;
      const told = tell(policy);
      return told.state === 'read' ? { ...told, ref: policy.ref } : told;
    };
    const row = (setting: StructureRow['setting'], tell: (policy: FineGrainedPolicy) => StructureSide) =>
      rowOf({
        subject: 'fineGrainedPolicy',
        about: (one ?? other)!.name,
        setting,
        domains,
        a: side(a?.fineGrained, one, tell),
        b: side(b?.fineGrained, other, tell),
      });
    return [
      row('precedence', ({ precedence, ref }) => number(precedence, ref.dn)),
      ...policySettings.map((setting) =>
        row(setting, ({ settings, ref }) => settingOf(settings, setting, ref.dn)),
      ),
      row('appliesTo', (policy) => has(targets(policy))),
    ];
  });
}
