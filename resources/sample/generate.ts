/** The sample: a company's forest, its partner, two directories in AWS, the AWS organization and the rules between. */
import { readFileSync } from 'node:fs';
import type { SourceKind } from '#contract/shapes.ts';
import { delegationList, estate } from './aws/estate.ts';
import { estateMissing } from './aws/directoryDetails.ts';
import { ownToDirectory } from './copies/copy.ts';
import { copyToManagedAd } from './copies/managedAd.ts';
import type { CopiedDirectory } from './copies/managedAd.ts';
import { copyToSimpleAd } from './copies/simpleAd.ts';
import { asReadBefore } from './forest/awsGroups.ts';
import { plantControl } from './forest/control.ts';
import { settleDescriptors } from './forest/descriptors.ts';
import { plantForest } from './forest/forest.ts';
import { manifestOf } from './manifest/manifest.ts';
import { accounts, aldersoft, cloud, directoryIds, hanbit, lab, readAt } from './plan.ts';
import type { CopyManifest, Sample, SampleSource } from './types.ts';

const rules = (name: string): { name: string; text: string } => ({
  name,
  text: readFileSync(new URL(`inputs/${name}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n'),
});
const source = (
  kind: SourceKind,
  name: string,
  origin: SampleSource['source']['origin'],
  directoryId: string | null = null,
): SampleSource['source'] => ({ kind, name, origin, directoryId });

function copyManifest(directoryId: string, { copy, differences }: CopiedDirectory): CopyManifest {
  return {
    directoryId,
    forestBase: copy.forestBase,
    copyBase: copy.copyBase,
    ignored: [...ownToDirectory],
    differences,
  };
}

/** Makes the sample anew: the same at every time and on every machine. Takes about a second. */
export function generateSample(): Sample {
  const { company, partner, awsGroups, boston, labs } = plantForest();
  const managed = copyToManagedAd(company, boston);
  const simple = copyToSimpleAd(company, labs);
  const control = plantControl(company, awsGroups);
  for (const domain of [company.root, company.eu, partner.domain, managed.domain, simple.domain])
    settleDescriptors(domain);
  const aws = estate(company.root, managed.domain);
  const delegations = delegationList(company.root, managed.domain);
  const entries = [...company.root.entries(), ...company.eu.entries()];
  const sources: SampleSource[] = [
    {
      source: source('forest', hanbit.dns, 'on-premises'),
      readAt: readAt.earlier,
      entries: asReadBefore(company, awsGroups),
      missing: [{ where: hanbit.base, code: 'ldap.timeLimit' }],
    },
    {
      source: source('forest', hanbit.dns, 'on-premises'),
      readAt: readAt.forest,
      entries,
      missing: [{ where: `CN=Deleted Objects,${hanbit.base}`, code: 'ldap.insufficientAccess' }],
    },
    {
      source: source('forest', aldersoft.dns, 'on-premises'),
      readAt: readAt.partner,
      entries: partner.domain.entries(),
      missing: [],
    },
    {
      source: source('forest', cloud.dns, 'aws', directoryIds.managed),
      readAt: readAt.managedAd,
      entries: managed.domain.entries(),
      missing: [],
    },
    {
      source: source('forest', lab.dns, 'aws', directoryIds.simple),
      readAt: readAt.simpleAd,
      entries: simple.domain.entries(),
      missing: [],
    },
    {
      source: source('aws', accounts.shared, 'aws'),
      readAt: readAt.aws,
      estate: aws,
      missing: estateMissing,
    },
    {
      source: source('adfs-rules', 'adfs-aws-sign-in.txt', 'rule'),
      readAt: readAt.rules,
      document: rules('adfs-aws-sign-in.txt'),
      missing: [],
    },
    {
      source: source('adfs-rules', 'adfs-aws-lab.txt', 'rule'),
      readAt: readAt.rules,
      document: rules('adfs-aws-lab.txt'),
      missing: [],
    },
    {
      source: source('delegation-list', 'console-delegation.csv', 'aws'),
      readAt: readAt.delegations,
      estate: delegations,
      missing: [],
    },
  ];
  const copies = [copyManifest(directoryIds.managed, managed), copyManifest(directoryIds.simple, simple)];
  return { sources, manifest: manifestOf(sources, copies, control) };
}
