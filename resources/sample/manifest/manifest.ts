/**
 * What the sample holds, told apart from the product: every fault of the group-to-role mapping with its subjects, who
 * effectively stands behind each mapping, and the planted differences. Later audits are held against it.
 */
import type { PlantedDifference } from '../copies/copy.ts';
import type { SampleSource } from '../types.ts';
import { awsFaults } from './awsFaults.ts';
import { groupFaults } from './groupFaults.ts';
import { mappings } from './mappings.ts';
import type { Mapping } from './mappings.ts';
import { worldOf } from './world.ts';

/** One fault: number as in the table of common faults; subjects are DNs, ARNs, directory ids or document names. */
export interface PlantedFault {
  readonly id: number;
  readonly why: string;
  readonly subjects: readonly string[];
}

export interface CopyManifest {
  readonly directoryId: string;
  /** The two units that are to be the same but for the differences. */
  readonly forestBase: string;
  readonly copyBase: string;
  /** Attributes that belong to the one directory and are no difference. */
  readonly ignored: readonly string[];
  readonly differences: readonly PlantedDifference[];
}

export interface Manifest {
  readonly counts: {
    readonly users: number;
    readonly groups: number;
    readonly roles: number;
    readonly accounts: number;
    readonly directories: number;
  };
  readonly faults: readonly PlantedFault[];
  readonly mappings: readonly Mapping[];
  readonly copies: readonly CopyManifest[];
}

/** Walks the finished sources; `copies` are the differences as they were planted. */
export function manifestOf(sources: readonly SampleSource[], copies: readonly CopyManifest[]): Manifest {
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
    faults: [...groupFaults(world, mapped), ...awsFaults(world, mapped)].sort((a, b) => a.id - b.id),
    mappings: mapped,
    copies,
  };
}
