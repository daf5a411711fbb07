/**
 * Directories and what the operations of Directory Service tell of each. Fields are the API's; times are seconds since
 * 1970, as on the wire. Source: facts/aws-directory-service.md §3.
 */
type Item = Readonly<Record<string, unknown>>;

export type DirectoryDescription = Item & {
  readonly DirectoryId: string;
  readonly Type: string;
  readonly Edition?: string;
};

/** Items without their DirectoryId, which the answers repeat; what is absent is none. */
export interface DirectoryDetails {
  readonly trusts?: readonly (Item & { readonly TrustId: string })[];
  readonly controllers?: readonly (Item & { readonly DomainControllerId: string })[];
  readonly ldaps?: readonly Item[];
  readonly clientAuthentication?: readonly (Item & { readonly Type: string })[];
  readonly settings?: readonly (Item & { readonly RequestStatus: string })[];
  readonly forwarders?: readonly (Item & { readonly RemoteDomainName: string })[];
  readonly certificates?: readonly Certificate[];
  readonly ipRoutes?: readonly Item[];
  readonly schemaExtensions?: readonly Item[];
  readonly shares?: readonly (Item & { readonly SharedDirectoryId: string })[];
  readonly regions?: readonly (Item & { readonly RegionName: string })[];
  readonly snapshots?: readonly (Item & { readonly SnapshotId: string; readonly Type: string })[];
  readonly logSubscriptions?: readonly Item[];
  readonly eventTopics?: readonly (Item & { readonly TopicName: string })[];
  readonly updates?: readonly (Item & { readonly type: string; readonly Region: string })[];
  readonly caEnrollment?: Item;
  readonly hybridUpdates?: Readonly<Record<string, readonly Item[]>>;
  readonly assessments?: readonly Assessment[];
  readonly tags?: Readonly<Record<string, string>>;
  /** Absent: `Disabled`. */
  readonly dataAccess?: string;
  /** What Directory Service Data reads. */
  readonly data?: DirectoryData;
}

export interface Certificate {
  readonly CertificateId: string;
  readonly CommonName: string;
  readonly State: string;
  readonly ExpiryDateTime: number;
  readonly Type: string;
  /** Not in lists. */
  readonly RegisteredDateTime: number;
  readonly OCSPUrl?: string;
}

export interface Assessment {
  readonly AssessmentId: string;
  readonly summary: Item;
  /** What DescribeADAssessment adds. */
  readonly more: Item;
  readonly reports: readonly Item[];
}

type Attribute = { readonly S: string } | { readonly N: number } | { readonly BOOL: boolean } | { readonly SS: readonly string[] }; // prettier-ignore

export interface DataUser {
  readonly SAMAccountName: string;
  readonly SID: string;
  readonly Enabled: boolean;
  readonly GivenName?: string;
  readonly Surname?: string;
  readonly EmailAddress?: string;
  readonly UserPrincipalName: string;
  readonly DistinguishedName: string;
  readonly OtherAttributes?: Readonly<Record<string, Attribute>>;
}

export interface DataGroup {
  readonly SAMAccountName: string;
  readonly SID: string;
  readonly GroupScope: 'DomainLocal' | 'Global' | 'Universal' | 'BuiltinLocal';
  readonly GroupType: 'Distribution' | 'Security';
  readonly DistinguishedName: string;
  readonly OtherAttributes?: Readonly<Record<string, Attribute>>;
  readonly members: readonly DataMember[];
}

export interface DataMember {
  readonly MemberType: 'USER' | 'GROUP' | 'COMPUTER';
  readonly SAMAccountName: string;
  readonly SID: string;
  /** Of another domain that is trusted. */
  readonly realm?: string;
}

export interface DirectoryData {
  /** Attributes that it refuses to tell, whoever asks. */
  readonly refusedAttributes?: readonly string[];
  readonly users: readonly DataUser[];
  readonly groups: readonly DataGroup[];
  /** Users and groups of trusted domains, by realm. */
  readonly trusted?: Readonly<Record<string, Omit<DirectoryData, 'trusted'>>>;
}
