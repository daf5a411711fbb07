/**
 * SIDs in two columns: the domain (a number in a list, 0 = none) and the last sub-authority. A forest has a handful of
 * domains, so a SID is eight bytes; one without a sub-authority is a domain of its own, marked as whole.
 */
export interface SidColumns {
  /** By number, from 1; `domains[0]` is unused. */
  readonly domains: readonly string[];
  readonly domain: Int32Array;
  readonly rid: Int32Array;
}

/** Behind the text of a domain that is a whole SID. */
const whole = '!';

export const wholeSid = (sid: string): string => sid + whole;

/** Whether a domain of the list is a whole SID, which has no last sub-authority; what follows its text is one character. */
export const isWholeSid = (domain: string): boolean => domain.endsWith(whole);

/** The SID at a place of the columns, or null. */
export function sidAt({ domains, domain, rid }: SidColumns, at: number): string | null {
  const text = domains[domain[at] ?? 0];
  if (!text) return null;
  return isWholeSid(text) ? text.slice(0, -1) : `${text}-${rid[at]! >>> 0}`;
}

/** Columns of a list of SIDs in their canonical text. */
export function sidColumnsOf(sids: readonly (string | null)[]): SidColumns {
  const domains = [''];
  const domain = new Int32Array(sids.length);
  const rid = new Int32Array(sids.length);
  sids.forEach((sid, at) => {
    if (sid === null) return;
    const dash = sid.lastIndexOf('-');
    const isWhole = sid.split('-').length < 4;
    const text = isWhole ? wholeSid(sid) : sid.slice(0, dash);
    const known = domains.indexOf(text);
    domain[at] = known > 0 ? known : domains.push(text) - 1;
    if (!isWhole) rid[at] = Number(sid.slice(dash + 1)) | 0;
  });
  return { domains, domain, rid };
}
