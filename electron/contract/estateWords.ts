/** Every code of the estate that is said to people, under one namespace: `roleKind.saml`, `credentialIssue.keyOld`, … */
import type {
  ChainNote,
  CredentialGap,
  CredentialIssue,
  PolicyKind,
  ReadingCode,
  RoleAdvice,
  RoleKind,
  SourceEvidence,
  TieReason,
  TieRelation,
  TrustIssue,
} from '../domain/estate/codes.ts';
import type { TrustProblemCode } from '../domain/mapping/trustKinds.ts';

export type EstateCode =
  | `roleKind.${RoleKind}`
  | `roleKindMeans.${RoleKind}`
  | `roleAdvice.${RoleAdvice}`
  | `policyKind.${PolicyKind}`
  | `policyKindMeans.${PolicyKind}`
  | `credentialIssue.${CredentialIssue}`
  | `credentialRemedy.${CredentialIssue}`
  | `credentialGap.${CredentialGap}`
  | `tieRelation.${TieRelation}`
  | `tieReason.${TieReason}`
  | `trustIssue.${TrustIssue}`
  | `chainNote.${ChainNote}`
  | `sourceEvidence.${SourceEvidence}`
  | `reading.${ReadingCode}`
  | `trustProblem.${TrustProblemCode}`;
