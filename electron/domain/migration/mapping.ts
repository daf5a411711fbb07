/** What a filled mapping file says: objects that go elsewhere, under other names, or not at all. */
import type { MappingAction } from './codes.ts';

export interface MappingRow {
  /** objectGUID, dashed lower case. */
  readonly guid: string;
  readonly action: MappingAction;
  readonly logonName: string | null;
  readonly principalName: string | null;
}

/** The rows by the place of their object in the columns of the facts. */
export type MappingByPlace = ReadonlyMap<number, MappingRow>;
