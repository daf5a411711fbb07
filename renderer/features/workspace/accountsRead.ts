/** The parts of a reading of AWS as a table: accounts down, services across. */
import type { Job } from '#contract/shapes.ts';

type Part = Job['parts'][number];
export interface PartState {
  readonly done: number;
  readonly state: 'reading' | 'read' | 'failed';
  /** Why it failed, or why not all of it could be read. */
  readonly code: string | null;
}
export interface AccountRead extends PartState {
  readonly id: string;
  readonly services: ReadonlyMap<string, PartState>;
}

/** In the order that a person asks after them. */
const known = ['iam', 'ds', 'ec2', 'organizations', 'sso'];
const place = (service: string): number => {
  const at = known.indexOf(service);
  return at < 0 ? known.length : at;
};
/** What asks for eyes first: failures, then what is under way, then what is done. */
const rank = { failed: 0, reading: 1, read: 2 };

const stateOf = ({ done, state, code }: Part): PartState => ({
  done,
  state: state ?? 'reading',
  code: code ?? null,
});

export function accountsRead(parts: Job['parts']): {
  readonly services: readonly string[];
  readonly accounts: readonly AccountRead[];
} {
  const accounts = new Map<string, { of: PartState; services: Map<string, PartState> }>();
  const services = new Set<string>();
  for (const part of parts) {
    const [id = '', service] = part.name.split(' ');
    const at = accounts.get(id) ?? { of: stateOf(part), services: new Map<string, PartState>() };
    accounts.set(id, at);
    if (service === undefined) at.of = stateOf(part);
    else {
      at.services.set(service, stateOf(part));
      services.add(service);
    }
  }
  return {
    services: [...services].toSorted((a, b) => place(a) - place(b) || a.localeCompare(b)),
    accounts: [...accounts]
      .map(([id, { of, services: its }], at) => ({ at, row: { id, ...of, services: its } }))
      .toSorted(
        (a, b) =>
          rank[a.row.state] - rank[b.row.state] ||
          // The one that was done last stands first; what is under way stays where it is.
          (a.row.state === 'reading' ? a.at - b.at : b.at - a.at),
      )
      .map(({ row }) => row),
  };
}
