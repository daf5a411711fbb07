/** Operations master roles: fSMORoleOwner on the five objects (facts/active-directory.md §3), and on application partitions. */
import { dnKey, parentDn } from '../directory/dnKey.ts';
import { firstText } from '../directory/values.ts';
import type { ForestEntries } from './entries.ts';
import { notRead, read } from './known.ts';
import type { Known } from './known.ts';
import type { Controller, ForestDomain, NamingContext, Role, RoleName } from './model.ts';
import { configurationOf, partitionsOf, schemaOf, systemOf } from './names.ts';

export function readRoles(
  entries: ForestEntries,
  forestDn: string,
  domains: readonly ForestDomain[],
  contexts: Known<NamingContext[]>,
  controllers: Known<Controller[]>,
): Role[] {
  const known = controllers.state === 'read' ? controllers.value : [];
  const holder = (owner: string): string | null => {
    const server = dnKey(parentDn(owner) ?? '');
    return known.find(({ ref }) => dnKey(ref.dn) === server)?.name ?? null;
  };
  const role = (name: RoleName, context: string, domain: string | null, on: string): Role => ({
    role: name,
    context,
    domain,
    holder: entries.of(on, (entry) => {
      const owner = firstText(entry, 'fSMORoleOwner');
      return owner === null
        ? notRead('attributeNotRead', on)
        : read({ dn: owner, controller: holder(owner) });
    }),
  });
  const partitions = contexts.state === 'read' ? contexts.value : [];
  return [
    role('schema', schemaOf(forestDn), null, schemaOf(forestDn)),
    role('naming', configurationOf(forestDn), null, partitionsOf(forestDn)),
    ...domains.flatMap(({ dn, dns }) => [
      role('pdc', dn, dns, dn),
      role('rid', dn, dns, `CN=RID Manager$,${systemOf(dn)}`),
      role('infrastructure', dn, dns, `CN=Infrastructure,${dn}`),
    ]),
    ...partitions
      .filter(({ kind, enabled }) => kind === 'application' && enabled)
      .map(({ dn }) => role('infrastructure', dn, null, `CN=Infrastructure,${dn}`)),
  ];
}

/** Writes into each controller the roles that it holds. */
export function assignRoles(controllers: Known<Controller[]>, roles: readonly Role[]): void {
  if (controllers.state === 'notRead') return;
  for (const controller of controllers.value)
    controller.roles = roles
      .filter(({ holder }) => holder.state === 'read' && holder.value.controller === controller.name)
      .map(({ role, context }) => ({ role, context }));
}
