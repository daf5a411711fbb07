/** What a profile of the AWS configuration means. It says that keys are there, and never which. */
import type { MeaningProblem } from './codes.ts';

export const credentialSources = ['Environment', 'Ec2InstanceMetadata', 'EcsContainer'] as const;

interface OfProfile {
  readonly profile: string;
}

/** AssumeRole; whose credentials sign it is the next step. */
export interface RoleStep extends OfProfile {
  readonly kind: 'role';
  readonly roleArn: string;
  readonly sessionName: string | null;
  readonly externalId: string | null;
  readonly mfaSerial: string | null;
  readonly durationSeconds: number | null;
}
/** AssumeRoleWithWebIdentity, by a token in a file. */
export interface WebIdentityStep extends OfProfile {
  readonly kind: 'webIdentity';
  readonly roleArn: string;
  readonly sessionName: string | null;
  readonly durationSeconds: number | null;
  readonly tokenFile: string;
}
/** A role of an IAM Identity Center portal. */
export interface PortalStep extends OfProfile {
  readonly kind: 'portal';
  /** Of the `[sso-session]`; null = the profile says all itself. */
  readonly session: string | null;
  readonly startUrl: string;
  /** The portal's Region. */
  readonly region: string;
  readonly scopes: readonly string[];
  readonly account: string;
  readonly roleName: string;
}
/** Keys in the files. */
export interface KeysStep extends OfProfile {
  readonly kind: 'keys';
  /** With a session token: they end. */
  readonly temporary: boolean;
  readonly mfaSerial: string | null;
}
/** What a command prints. */
export interface ProcessStep extends OfProfile {
  readonly kind: 'process';
  readonly command: string;
}
/** A sign-in of `aws login`. */
export interface LoginStep extends OfProfile {
  readonly kind: 'login';
  readonly session: string;
}
/** What the machine or the environment gives. */
export interface SourceStep extends OfProfile {
  readonly kind: 'credentialSource';
  readonly source: (typeof credentialSources)[number];
}

export type Step = RoleStep | WebIdentityStep | PortalStep | KeysStep | ProcessStep | LoginStep | SourceStep;

export interface Meaning {
  readonly profile: string;
  readonly region: string | null;
  /** From what the profile comes to, back to where it begins; empty where that is not known. */
  readonly steps: readonly Step[];
  readonly problems: readonly MeaningProblem[];
}
