/** EC2 instances as far as access is concerned. */
export interface Ec2Instance {
  readonly instanceId: string;
  readonly reservationId: string;
  readonly imageId: string;
  readonly instanceType: string;
  readonly state: 'pending' | 'running' | 'stopped' | 'terminated';
  readonly launchTime: string;
  readonly platform?: 'windows';
  readonly platformDetails: string;
  readonly httpTokens: 'optional' | 'required';
  /** ARN of its instance profile; null: it has none. */
  readonly profileArn: string | null;
  readonly subnetId: string;
  readonly vpcId: string;
  readonly tags: Readonly<Record<string, string>>;
}
