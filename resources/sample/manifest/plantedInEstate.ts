/** What the AWS estate shows beside its faults, found in the facts by rules of the manifest's own. */
import type { PlantedFact } from '../types.ts';
import { text, valueOf } from './world.ts';
import type { World } from './world.ts';

export function plantedInEstate(world: World): PlantedFact[] {
  const { estate, directories, center, objects } = world;
  const organization = valueOf(estate.organization);
  const read = new Set(estate.reach.accounts.map(({ id }) => id));
  /** Names of the partners that a domain's own trust objects name. */
  const partners = new Set(
    objects
      .filter(
        ({ classes, source }) => classes.includes('trustedDomain') && source.source.directoryId !== null,
      )
      .map((object) => text(object, 'trustPartner')),
  );
  return [
    ...directories.flatMap(({ directoryId, details }): PlantedFact[] =>
      details?.trusts.state === 'read'
        ? details.trusts.value
            .filter(({ remoteDomainName }) => !partners.has(remoteDomainName))
            .map(({ trustId }) => ({
              kind: 'trustAtOneEndAlone',
              subject: `${directoryId} ${trustId}`,
              why: 'AWS lists it, and no domain has it',
            }))
        : [],
    ),
    ...directories
      .filter(({ type }) => type === 'SharedMicrosoftAD')
      .map(({ directoryId, ownerDirectoryId }): PlantedFact => ({
        kind: 'sharedDirectory',
        subject: directoryId,
        why: `the same domain as ${ownerDirectoryId}`,
      })),
    ...directories.flatMap(({ directoryId, details }) =>
      Object.entries(details ?? {}).flatMap(([part, reading]): PlantedFact[] =>
        (reading as { state: string }).state === 'notReadable'
          ? [{ kind: 'partDenied', subject: `${directoryId} ${part}`, why: 'denied, which is not none' }]
          : [],
      ),
    ),
    ...organization.accounts
      .filter(({ id }) => !read.has(id))
      .map(({ id, status }): PlantedFact => ({ kind: 'accountNotRead', subject: id, why: String(status) })),
    ...organization.units
      .filter(({ id }) => !valueOf(organization.servicePolicies).some(({ targets }) => targets.includes(id)))
      .map(({ id }): PlantedFact => ({
        kind: 'nothingAllowed',
        subject: id,
        why: 'no service control policy is attached to the unit',
      })),
    ...valueOf(estate.instances)
      .filter(({ metadataTokens }) => metadataTokens === 'optional')
      .map(({ instanceId }): PlantedFact => ({
        kind: 'metadataOptional',
        subject: instanceId,
        why: 'any request from inside reads the keys of its role',
      })),
    ...center.permissionSets
      .filter(({ outdatedIn }) => outdatedIn.length > 0)
      .map(({ arn, outdatedIn }): PlantedFact => ({
        kind: 'outdatedSet',
        subject: arn,
        why: `changed after it was provisioned in ${outdatedIn.join(', ')}`,
      })),
  ];
}
