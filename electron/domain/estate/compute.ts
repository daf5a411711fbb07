/** EC2 instances as far as access is concerned: which role each runs with. */

export interface Ec2Instance {
  readonly instanceId: string;
  readonly account: string;
  readonly region: string;
  /** Its Name tag. */
  readonly name: string | null;
  /** `running`, `stopped`, … */
  readonly state: string | null;
  /** ARN of its instance profile; null = it has none. */
  readonly instanceProfileArn: string | null;
  readonly launchTime: string | null;
  readonly platform: string | null;
  /** `required` = IMDSv2 alone; `optional` lets any request inside read the role's keys. */
  readonly metadataTokens: string | null;
}
