/**
 * What the sample holds, told apart from the product: every fault of the group-to-role mapping with its subjects, who
 * effectively stands behind each mapping, and the planted differences. Later audits are held against it.
 */
import type { CopyManifest, Manifest, PlantedControl, SampleSource } from '../types.ts';
import { awsFaults } from './awsFaults.ts';
import { signIns } from './signIns.ts';
import { groupFaults } from './groupFaults.ts';
import { mappings } from './mappings.ts';
import { plantedInEstate } from './plantedInEstate.ts';
import { worldOf } from './world.ts';

/** Walks the finished sources; `copies` and `control` are as they were planted. */
export function manifestOf(
  sources: readonly SampleSource[],
  copies: readonly CopyManifest[],
  control: readonly PlantedControl[],
): Manifest {
  const world = worldOf(sources);
  const mapped = mappings(world);
  const inForest = world.objects.filter((object) => object.source === world.forest);
  return {
    counts: {
      users: inForest.filter((object) => object.isUser).length,
      groups: inForest.filter((object) => object.isGroup).length,
      roles: world.roles.length,
      accounts: world.estate.accounts.length,
      directories: world.directories.length,
    },
    signIns: signIns(world, mapped),
    faults: [...groupFaults(world, mapped), ...awsFaults(world, mapped)].sort((a, b) => a.id - b.id),
    mappings: mapped,
    copies,
    control,
    estate: plantedInEstate(world),
  };
}
