/** What is read of which account, as it goes on; told after each page. */
import type { AwsReadOptions, PartRead } from './api.ts';

interface Service {
  /** Part of it (a Region, an operation) → objects. */
  readonly parts: Map<string, number>;
  read: boolean;
  /** Why the first part of it that could not be read was not. */
  code?: string;
}
interface Account {
  readonly id: string;
  /** What is one for the organization may go on after the account that it is read by is done. */
  readonly services: Map<string, Service>;
  /** Why it could not be read, or null where it was; absent = under way. */
  ended?: string | null;
  /** As they were last told; absent = something has changed since. */
  lines?: readonly PartRead[] | undefined;
}

/** So many accounts that are done are told of, and as many that failed: the newest; how many there are is told beside. */
const mostDone = 60;

export class ReadProgress {
  readonly #tell: Pick<AwsReadOptions, 'onProgress' | 'onParts'>;
  readonly #told = new Map<string, Account>();
  #done = 0;
  #accounts: number | null = null;

  constructor(tell: Pick<AwsReadOptions, 'onProgress' | 'onParts'>) {
    this.#tell = tell;
  }

  /** Several accounts are read, this many; `known` of them were read earlier. */
  several(accounts: number, known: readonly string[]): void {
    this.#accounts = accounts;
    this.#done = known.length;
    for (const id of known.slice(-mostDone)) this.#account(id).ended = null;
    this.#tellAll();
  }

  /** So many objects so far of one part of a service. */
  count(account: string, service: string, part: string, objects: number): void {
    this.#service(account, service).parts.set(part, objects);
    this.#tellAll();
  }

  /** Something of a service could not be read; the rest of it goes on. */
  lacks(account: string, service: string, code: string): void {
    this.#service(account, service).code ??= code;
    this.#tellAll();
  }

  /** All there was to read of a service was read. */
  readAll(account: string, service: string): void {
    this.#service(account, service).read = true;
    this.#tellAll();
  }

  /** An account is done; `code`: why it could not be read. */
  finished(account: string, code: string | null = null): void {
    const now = this.#account(account);
    // In the order of their end.
    this.#told.delete(account);
    this.#told.set(account, now);
    now.ended = code;
    this.#done++;
    const alike = [...this.#told.values()].filter(
      ({ ended }) => ended !== undefined && (ended === null) === (code === null),
    );
    if (alike.length > mostDone) this.#told.delete(alike[0]!.id);
    this.#tellAll();
  }

  /** An account that is about to change. */
  #account(id: string): Account {
    const of: Account = this.#told.get(id) ?? { id, services: new Map() };
    of.lines = undefined;
    this.#told.set(id, of);
    return of;
  }

  #service(account: string, service: string): Service {
    const { services } = this.#account(account);
    const of = services.get(service) ?? { parts: new Map<string, number>(), read: false };
    services.set(service, of);
    return of;
  }

  #tellAll(): void {
    const lines = [...this.#told.values()].map((one) => (one.lines ??= linesOf(one)));
    this.#tell.onParts?.(lines.flat());
    if (this.#accounts === null)
      this.#tell.onProgress('reading', sum(lines.map(([first]) => first!.done)), null);
    else this.#tell.onProgress('accounts', this.#done, this.#accounts);
  }
}

/** The account's line, then one of each service. */
function linesOf({ id, services, ended }: Account): PartRead[] {
  const lines = [...services].map(([service, { parts, read, code }]): PartRead => ({
    name: `${id} ${service}`,
    done: sum(parts.values()),
    state: read ? 'read' : ended ? 'failed' : 'reading',
    ...(code === undefined ? {} : { code }),
  }));
  return [
    {
      name: id,
      done: sum(lines.map(({ done }) => done)),
      state: ended === undefined ? 'reading' : ended === null ? 'read' : 'failed',
      ...(ended ? { code: ended } : {}),
    },
    ...lines,
  ];
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((all, one) => all + one, 0);
