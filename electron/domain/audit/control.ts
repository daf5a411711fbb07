/** What others than administrators may do to objects, by their descriptors. */
import { whoFills } from '../control/group.ts';
import type { ControlGrant, Place, Principals } from '../control/place.ts';
import { isExpected } from '../control/trustee.ts';
import type { AuditInput } from './input.ts';
import type { Members } from './members.ts';

/** A question of `domain/control`. */
export type Ask = (place: Place, principals: Principals) => readonly ControlGrant[];

/** Who may fill a group, or why that is not known. */
export interface Editors {
  readonly state: 'read' | 'notRead';
  readonly grants: readonly ControlGrant[];
}

export class Control {
  readonly #input: AuditInput;
  readonly #principals: Principals;
  /** By question and descriptor: equal ones of a snapshot are one object, and say the same of all that have them. */
  readonly #judged = new Map<Ask, Map<unknown, readonly ControlGrant[]>>();

  constructor(input: AuditInput, members: Members) {
    this.#input = input;
    this.#principals = {
      tokenOf: (sid) => input.tokenOf(sid),
      isAccount: (sid) => {
        const [node] = input.nodesOfSid(sid);
        return node !== undefined && !members.isGroup(node) && !members.isForeign(node);
      },
    };
  }

  /** Those whom nobody expects; `place` of the grants is any that is alike. */
  unexpected(place: Place, ask: Ask): readonly ControlGrant[] {
    let judged = this.#judged.get(ask);
    if (!judged) this.#judged.set(ask, (judged = new Map()));
    let grants = judged.get(place.descriptor);
    if (!grants) {
      grants = ask(place, this.#principals).filter(({ sid }) => !isExpected(sid));
      judged.set(place.descriptor, grants);
    }
    return grants;
  }

  /** Who may fill a group and is no administrator, by its own descriptor. */
  editorsOf(node: number): Editors {
    const place = this.#input.place(node);
    return place === null
      ? { state: 'notRead', grants: [] }
      : { state: 'read', grants: this.unexpected(place, whoFills) };
  }
}
