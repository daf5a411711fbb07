/** EC2 instances, each with the role that it runs with. */
import type { z } from 'zod';
import type { InstanceRow, organizationProcedures } from '#contract/estate/organization.ts';
import { by, commonTests, factsOf, fitting, isOneOf, pageOf, stateOf } from './lists.ts';
import { onceFor } from './views.ts';
import type { EstateViews } from './views.ts';

type Listed = (typeof organizationProcedures)['instances'];

const rowsOf = onceFor((views): readonly InstanceRow[] => {
  const roleOf = new Map(
    factsOf(views.all, 'instanceProfiles').map(({ fact }) => [fact.arn, fact.roleArns[0] ?? null]),
  );
  return factsOf(views.all, 'instances')
    .map(({ view, fact }): InstanceRow => {
      const roleArn = fact.instanceProfileArn === null ? null : (roleOf.get(fact.instanceProfileArn) ?? null);
      return {
        snapshotId: view.snapshotId,
        ...fact,
        accountName: views.names.get(fact.account) ?? null,
        roleArn,
        roleName: roleArn === null ? null : roleArn.slice(roleArn.lastIndexOf('/') + 1),
      };
    })
    .toSorted(
      by(
        ({ account }) => account,
        ({ region }) => region,
        ({ instanceId }) => instanceId,
      ),
    );
});

export function instances(views: EstateViews, input: z.infer<Listed['input']>): z.infer<Listed['output']> {
  const { roleArn, withRole } = input;
  const tests = {
    ...commonTests<InstanceRow>(input, (row) => [row.instanceId, row.name, row.accountName, row.roleArn]),
    regions: isOneOf(input.regions, ({ region }: InstanceRow) => [region]),
    role: roleArn === undefined ? null : (row: InstanceRow) => row.roleArn === roleArn,
    withRole:
      withRole === undefined ? null : (row: InstanceRow) => (row.instanceProfileArn !== null) === withRole,
  };
  return {
    ...stateOf(views.all, (facts) => facts.instances),
    ...pageOf(fitting(rowsOf(views), tests), input.page),
  };
}
