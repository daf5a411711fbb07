/**
 * The parts of a DN as steps from its naming context down. The DC parts at the end are one step. A comma behind a
 * backslash or inside quotes divides nothing (RFC 4514).
 */
export function dnSteps(dn: string): { name: string; dn: string }[] {
  const parts = dn.match(/(?:\\.|"(?:\\.|[^"\\])*"|[^,\\"])+/gs) ?? [];
  const firstDc = parts.findIndex((part) => /^\s*DC=/i.test(part));
  const domain = firstDc < 0 ? [] : parts.slice(firstDc);
  const rest = firstDc < 0 ? parts : parts.slice(0, firstDc);
  const valueOf = (part: string) => part.slice(part.indexOf('=') + 1).replace(/\\([^0-9A-Fa-f])/g, '$1');
  const steps = domain.length > 0 ? [{ name: domain.map(valueOf).join('.'), dn: domain.join(',') }] : [];
  for (let i = rest.length - 1; i >= 0; i--)
    steps.push({ name: valueOf(rest[i]!), dn: parts.slice(i).join(',') });
  return steps;
}
