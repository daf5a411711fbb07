/** What a file of directory objects does not hold as a whole, told from all that came out of it. */
import type { MissingCode } from '#contract/missing.ts';
import { objectKind } from '#domain/directory/kind.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { baseName } from '#domain/directory/values.ts';

/** Objects of Active Directory have one of these; a file of another directory lacks none of what follows. */
const ofActiveDirectory = ['samaccountname', 'objectsid', 'objectguid'];
/** Any of these in the file: what it says of members, it says. */
const ofMembers = ['member', 'memberof', 'uniquemember', 'memberuid'];

interface NotThere {
  readonly code: MissingCode;
  readonly attribute: string;
}

export class FileContents {
  readonly #attributes = new Set<string>();
  /** Spellings met, so that each is folded once. */
  readonly #spellings = new Set<string>();
  #groups = false;
  #accounts = false;

  add(entry: DirectoryEntry): void {
    for (const name in entry.attributes) {
      if (this.#spellings.has(name)) continue;
      this.#spellings.add(name);
      this.#attributes.add(baseName(name).toLowerCase());
    }
    if (this.#groups && this.#accounts) return;
    const kind = objectKind(entry);
    if (kind === 'group') this.#groups = true;
    if (kind === 'user' || kind === 'computer') this.#accounts = true;
  }

  missing(): NotThere[] {
    const has = (name: string) => this.#attributes.has(name);
    if (!ofActiveDirectory.some(has)) return [];
    const found: NotThere[] = [];
    if (this.#groups && !ofMembers.some(has)) found.push({ code: 'import.noMembers', attribute: 'member' });
    if (this.#accounts && !has('useraccountcontrol'))
      found.push({ code: 'import.noAccountControl', attribute: 'userAccountControl' });
    if ((this.#groups || this.#accounts) && !has('objectsid'))
      found.push({ code: 'import.noSids', attribute: 'objectSid' });
    if (!has('ntsecuritydescriptor'))
      found.push({ code: 'import.noSecurity', attribute: 'nTSecurityDescriptor' });
    return found;
  }
}
