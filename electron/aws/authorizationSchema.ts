/**
 * The shape of a GetAccountAuthorizationDetails answer, as the SDK gives it (dates, encoded documents), as the AWS CLI
 * prints it (ISO texts, documents as objects), or in between. Unknown fields are left alone.
 */
import { z } from 'zod';

const date = z.union([z.date(), z.string(), z.number()]).optional();
const text = z.string().optional();
const document = z.union([z.string(), z.record(z.string(), z.unknown())]);
const arn = z.string().regex(/^arn:[^:]+:iam::(\d{12}|aws):.+$/, 'not an IAM ARN');

const attached = z.array(z.object({ PolicyName: text, PolicyArn: z.string() })).optional();
const inline = z.array(z.object({ PolicyName: z.string(), PolicyDocument: document })).optional();
const boundary = z.object({ PermissionsBoundaryArn: text }).optional();
const tags = z.array(z.object({ Key: z.string(), Value: z.string() })).optional();

const user = z.object({
  Arn: arn,
  UserName: z.string(),
  Path: text,
  UserId: text,
  CreateDate: date,
  GroupList: z.array(z.string()).optional(),
  UserPolicyList: inline,
  AttachedManagedPolicies: attached,
  PermissionsBoundary: boundary,
});

const group = z.object({
  Arn: arn,
  GroupName: z.string(),
  Path: text,
  GroupId: text,
  GroupPolicyList: inline,
  AttachedManagedPolicies: attached,
});

const role = z.object({
  Arn: arn,
  RoleName: z.string(),
  Path: text,
  RoleId: text,
  CreateDate: date,
  AssumeRolePolicyDocument: document.optional(),
  RolePolicyList: inline,
  AttachedManagedPolicies: attached,
  PermissionsBoundary: boundary,
  RoleLastUsed: z.object({ LastUsedDate: date, Region: text }).optional(),
  /** Not in the API's answer, but some exporters join ListRoles into it. */
  MaxSessionDuration: z.number().optional(),
  Tags: tags,
});

const policy = z.object({
  Arn: arn,
  PolicyName: z.string(),
  DefaultVersionId: text,
  Path: text,
  CreateDate: date,
  AttachmentCount: z.number().optional(),
  PolicyVersionList: z
    .array(
      z.object({
        VersionId: z.string(),
        IsDefaultVersion: z.boolean().optional(),
        CreateDate: date,
        Document: document.optional(),
      }),
    )
    .optional(),
});

export const authorizationPageSchema = z
  .object({
    UserDetailList: z.array(user).optional(),
    GroupDetailList: z.array(group).optional(),
    RoleDetailList: z.array(role).optional(),
    Policies: z.array(policy).optional(),
    IsTruncated: z.boolean().optional(),
    Marker: text,
    /** What the AWS CLI writes when `--max-items` cut its output. */
    NextToken: z.string().nullish(),
  })
  .refine((page) => page.UserDetailList ?? page.GroupDetailList ?? page.RoleDetailList ?? page.Policies, {
    message: 'none of UserDetailList, GroupDetailList, RoleDetailList, Policies',
  });

export type AuthorizationPage = z.infer<typeof authorizationPageSchema>;
export type UserDetail = z.infer<typeof user>;
export type GroupDetail = z.infer<typeof group>;
export type RoleDetail = z.infer<typeof role>;
export type PolicyDetail = z.infer<typeof policy>;
