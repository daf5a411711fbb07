/**
 * Addresses that were given out for the person's own browser. A desktop shell opens these and no others: the window is hostile
 * ground and could lead anywhere.
 */
const longest = 100;

export class GivenAddresses {
  readonly #given = new Set<string>();

  give(address: string): string {
    // The oldest go first: nobody opens what was given that long ago.
    if (this.#given.size >= longest) this.#given.delete(this.#given.values().next().value!);
    this.#given.add(new URL(address).href);
    return address;
  }

  /** The address as it was given, or null. */
  known(address: string): string | null {
    return URL.canParse(address) && this.#given.has(new URL(address).href) ? new URL(address).href : null;
  }
}
