/** What checks look at: the mapping, who is behind it, objects, descriptors, AWS and rule files of one set of snapshots. */
import type { GrantPrincipal } from '../mapping/grant.ts';
import { EstateIndex } from '../mapping/estateIndex.ts';
import { nodeOf } from '../membership/graph.ts';
import { AwsTables } from './aws.ts';
import { Control } from './control.ts';
import type { AccountColumns, AuditInput } from './input.ts';
import { lazy } from './lazy.ts';
import { Members } from './members.ts';
import type { Mapping } from './members.ts';
import { Objects } from './objects.ts';
import { readRuleFile } from './rules.ts';
import type { RuleFile } from './rules.ts';

export type { Mapping } from './members.ts';

/** A principal and all that is mapped to it. */
export interface MappedPrincipal {
  readonly node: number;
  readonly principal: GrantPrincipal;
  readonly mappings: readonly Mapping[];
}

export class AuditWorld {
  readonly input: AuditInput;
  readonly members: Members;
  readonly objects: Objects;
  readonly control: Control;
  readonly aws: AwsTables;

  constructor(input: AuditInput) {
    this.input = input;
    this.members = new Members(
      input.reach,
      (sid) => input.nodesOfSid(sid),
      (grant) => input.storeNodes(grant),
    );
    this.objects = new Objects(input);
    this.control = new Control(input, this.members);
    this.aws = new AwsTables(new EstateIndex(input.estates));
  }

  get settings() {
    return this.input.settings;
  }

  readonly accounts: () => AccountColumns = lazy(() => this.input.accounts());
  readonly ruleFiles: () => readonly RuleFile[] = lazy(() => this.input.documents.map(readRuleFile));

  /** Every grant, as `map` shows it. */
  readonly mappings: () => readonly Mapping[] = lazy(() =>
    this.input.grants.map((grant) => ({
      grant,
      node: grant.principal === null ? -1 : nodeOf(this.input.graph, grant.principal),
    })),
  );

  /** Those that let somebody in, or may: a broken one opens nothing. */
  readonly open: () => readonly Mapping[] = lazy(() =>
    this.mappings().filter(
      ({ grant, node }) =>
        grant.status !== 'broken' && (node >= 0 || this.input.storeNodes(grant).length > 0),
    ),
  );

  /** The principals of `open`, in the order of the grants. */
  readonly mapped: () => readonly MappedPrincipal[] = lazy(() => byPrincipal(this.open()));

  /** Of every grant whose principal was read, whether it works or not. */
  readonly named: () => readonly MappedPrincipal[] = lazy(() => byPrincipal(this.mappings()));

  isPowerful({ grant }: Mapping): boolean {
    return this.aws.isPowerful(grant);
  }
}

function byPrincipal(mappings: readonly Mapping[]): MappedPrincipal[] {
  const byNode = new Map<number, { node: number; principal: GrantPrincipal; mappings: Mapping[] }>();
  for (const mapping of mappings) {
    const { principal } = mapping.grant;
    if (principal === null || mapping.node < 0) continue;
    const known = byNode.get(mapping.node);
    if (known) known.mappings.push(mapping);
    else byNode.set(mapping.node, { node: mapping.node, principal, mappings: [mapping] });
  }
  return [...byNode.values()];
}
