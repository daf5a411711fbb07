/** The answers of the Directory Service Data API, as far as they are read. Source: facts/aws-directory-service.md §4. */
import { z } from 'zod';

/** A union of which one is set. */
const attribute = z.object({
  S: z.string().nullish(),
  N: z.number().nullish(),
  BOOL: z.boolean().nullish(),
  SS: z.array(z.string()).nullish(),
});
const attributes = z.record(z.string(), attribute).nullish();
export type DataAttribute = z.infer<typeof attribute>;

const named = { SAMAccountName: z.string(), SID: z.string().nullish() };
const described = { ...named, DistinguishedName: z.string().nullish(), OtherAttributes: attributes };
const page = { NextToken: z.string().nullish(), Realm: z.string().nullish() };

export const answers = {
  ListUsers: z.object({ ...page, Users: z.array(z.object(named)) }),
  ListGroups: z.object({ ...page, Groups: z.array(z.object(named)) }),
  DescribeUser: z.object({
    ...described,
    Enabled: z.boolean().nullish(),
    GivenName: z.string().nullish(),
    Surname: z.string().nullish(),
    EmailAddress: z.string().nullish(),
    UserPrincipalName: z.string().nullish(),
  }),
  DescribeGroup: z.object({
    ...described,
    GroupScope: z.string().nullish(),
    GroupType: z.string().nullish(),
  }),
  ListGroupMembers: z.object({
    ...page,
    Members: z.array(z.object({ ...named, MemberType: z.string().nullish() })),
  }),
};

export type DataUser = z.infer<(typeof answers)['DescribeUser']>;
export type DataGroup = z.infer<(typeof answers)['DescribeGroup']>;
export type DataMember = z.infer<(typeof answers)['ListGroupMembers']>['Members'][number];
