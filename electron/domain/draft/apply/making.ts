/** What a draft has made so far, while its changes are taken one by one. */
import { EstateEdits } from './estateEdits.ts';
import { refText, renameKey } from './applied.ts';
import type { Applied, DraftBase, Entered, MadeGroup, MembershipEdit, RulesText } from './applied.ts';
import type { PrincipalRef } from '../change.ts';
import type { Notice, NoticeCode } from '../codes.ts';
import type { DirectoryPrincipal } from '../../mapping/input.ts';
import { domainSidOf } from '../../directory/sid.ts';

/** Somebody whom a change names. */
export interface Named {
  /** What rules and lists would match: the SID, or what stands in its place. */
  readonly key: string;
  /** As the draft has it by now, in copies too. */
  readonly name: string;
  /** Its copies in snapshots; a group that the draft makes alone. */
  readonly copies: readonly DirectoryPrincipal[];
}

export class Making {
  readonly base: DraftBase;
  readonly estates: EstateEdits;
  readonly documents = new Map<string, RulesText>();
  readonly made = new Map<string, MadeGroup>();
  /** By `renameKey`. */
  readonly renamed = new Map<
    string,
    { readonly name: string; readonly domain: string | null; readonly sid: string }
  >();
  readonly memberships: MembershipEdit[] = [];
  readonly touched = new Set<string>();
  entered: Entered;
  readonly #notices: Notice[] = [];

  constructor(base: DraftBase) {
    this.base = base;
    this.entered = base.entered;
    this.estates = new EstateEdits(base.estates);
  }

  notice(index: number, code: NoticeCode, params: Readonly<Record<string, string>> = {}): void {
    this.#notices.push({ index, code, params });
  }

  /** Null, and told, where the draft makes no such group or no snapshot has the SID. */
  named(index: number, ref: PrincipalRef): Named | null {
    const key = refText(ref);
    if ('made' in ref) {
      const made = this.made.get(ref.made);
      if (made) return { key, name: made.name, copies: [made] };
      this.notice(index, 'madeGone', { made: ref.made });
      return null;
    }
    const copies = [...this.base.principals.bySid(ref.sid)].map((one) => {
      const renamed = this.renamed.get(renameKey(one));
      return renamed ? { ...one, name: renamed.name } : one;
    });
    if (copies.length > 0) return { key, name: copies[0]!.name, copies };
    this.notice(index, this.knowsDomain(ref.sid) ? 'principalGone' : 'domainNotRead', { sid: ref.sid });
    return null;
  }

  knowsDomain(sid: string): boolean {
    const domain = domainSidOf(sid);
    return domain === null || this.base.principals.domains.some((known) => known.sid === domain);
  }

  applied(): Applied {
    return {
      estates: this.estates.finish(),
      documents: [...this.documents.values()],
      entered: this.entered,
      made: [...this.made.values()],
      renamed: new Map([...this.renamed].map(([key, { name }]) => [key, name])),
      memberships: this.memberships,
      touched: this.touched,
      notices: this.#notices.toSorted((a, b) => a.index - b.index),
    };
  }
}
