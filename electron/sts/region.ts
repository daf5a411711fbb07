import { regionName } from '../contract/awsReading.ts';
import { Fault } from '../contract/faults.ts';

/** A Region becomes part of the name of the host that secrets are sent to. Throws `input.invalid` for anything else. */
export function checkedRegion(region: string): string {
  if (regionName.safeParse(region).success) return region;
  throw new Fault('input.invalid', { path: 'region', detail: 'not a Region' });
}
