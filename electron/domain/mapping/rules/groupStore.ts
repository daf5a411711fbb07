/** The attribute store of somebody who is in these groups and of whom nothing else is known. */
import { dnKey } from '../../directory/dnKey.ts';
import { compileSlots } from '../../directory/filter/compile.ts';
import type { Candidate } from '../../directory/filter/compile.ts';
import type { Filter } from '../../directory/filter/filter.ts';
import type {
  ActiveDirectoryStore,
  AttributeAnswer,
  GroupForm,
  StoreAnswer,
  StoreQuery,
} from '../../claims/run/store.ts';
import type { RuleGroup } from './group.ts';
import { attributeOfGroup, groupValue } from './group.ts';
import { notKnownOfPerson, personAttributes, personDn } from './person.ts';

/** Where a value of an answer came from. */
export interface AnswerSource {
  readonly group: RuleGroup;
  /** `tokenGroups` in one of its forms, or the attribute of a search for groups. */
  readonly form: GroupForm | null;
  readonly attribute: string;
  /** Whether the search followed memberships through groups. */
  readonly membership: 'token' | 'chain' | 'direct';
}

interface Found {
  readonly groups: readonly RuleGroup[];
  readonly membership: 'chain' | 'direct';
}

const personKey = dnKey(personDn);

export class GroupStore implements ActiveDirectoryStore {
  readonly #groups: readonly RuleGroup[];
  /** By answer, attribute and value: the groups behind it. */
  readonly #sources = new Map<string, AnswerSource[]>();
  #asked = 0;

  constructor(groups: readonly RuleGroup[]) {
    this.#groups = groups;
  }

  ask(query: StoreQuery): StoreAnswer {
    const answer = this.#asked++;
    const found = query.filter ? this.#search(query.filter) : null;
    if (found === 'unknown') return { state: 'notReadable', code: notKnownOfPerson };
    return {
      state: 'read',
      attributes: query.attributes.map(({ name, form }, at): AttributeAnswer => {
        if (found) return this.#attribute(answer, at, found, name);
        if (form) return this.#token(answer, at, form);
        const own = personAttributes[name.toLowerCase()];
        return own === undefined
          ? { state: 'notReadable', code: notKnownOfPerson }
          : { state: 'read', values: [own] };
      }),
    };
  }

  /** The groups behind a value; `query` numbers the questions in the order in which they were asked. */
  sourcesOf(query: number, attribute: number, value: string): readonly AnswerSource[] {
    return this.#sources.get(`${query} ${attribute} ${value}`) ?? [];
  }

  #token(answer: number, at: number, form: GroupForm): AttributeAnswer {
    const values: string[] = [];
    for (const group of this.#groups) {
      const value = groupValue(group, form);
      // A name of which half is missing is not known; that the group is in the token is.
      if (value === null) return { state: 'notReadable', code: 'domainNameUnknown' };
      values.push(value);
      this.#put(answer, at, value, { group, form, attribute: 'tokenGroups', membership: 'token' });
    }
    return { state: 'read', values };
  }

  #attribute(answer: number, at: number, { groups, membership }: Found, name: string): AttributeAnswer {
    const values: string[] = [];
    for (const group of groups) {
      const known = attributeOfGroup(group, name.toLowerCase());
      if (known === undefined) return { state: 'notReadable', code: 'notIncluded' };
      for (const value of known) {
        values.push(value);
        this.#put(answer, at, value, { group, form: null, attribute: name, membership });
      }
    }
    return { state: 'read', values };
  }

  #put(answer: number, at: number, value: string, source: AnswerSource): void {
    const key = `${answer} ${at} ${value}`;
    const known = this.#sources.get(key);
    if (known) known.push(source);
    else this.#sources.set(key, [source]);
  }

  /** Groups that the search finds for the person. Unknown where it finds them by something that is not known of them. */
  #search(filter: Filter): Found | 'unknown' {
    const compiled = compileSlots(filter);
    // What does not ask for the person's memberships finds other objects than the person's groups.
    const asksMembers =
      compiled.chains.some(
        ({ attribute, target }) => attribute.toLowerCase() === 'member' && target === personKey,
      ) ||
      (compiled.slots.some(({ name }) => name.toLowerCase() === 'member') && compiled.chains.length === 0);
    if (!asksMembers) return 'unknown';
    const found: RuleGroup[] = [];
    for (const group of this.#groups) {
      let unknown = false;
      const valuesOf = (slot: number): readonly string[] => {
        const { name } = compiled.slots[slot]!;
        if (name.toLowerCase() === 'member') return [personDn];
        const values = attributeOfGroup(group, name.toLowerCase());
        if (values === undefined) unknown = true;
        return values ?? [];
      };
      const candidate: Candidate = {
        has: (slot) => valuesOf(slot).length > 0,
        some: (slot, test) => valuesOf(slot).some((value) => test.value(value)),
        inChain: (chain) => {
          const { attribute, target } = compiled.chains[chain]!;
          return attribute.toLowerCase() === 'member' && target === personKey ? true : undefined;
        },
        dn: () => group.dn,
      };
      const truth = compiled.test(candidate);
      if (unknown || truth === undefined) return 'unknown';
      if (truth) found.push(group);
    }
    return { groups: found, membership: compiled.chains.length > 0 ? 'chain' : 'direct' };
  }
}
