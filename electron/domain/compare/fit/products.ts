/** Traces that Exchange, AD CS and AD FS leave in a directory: one home for whoever looks for them. */

/** Most derived classes, in lower case: Exchange's organization and its servers; enterprise certification authorities. */
export const productClasses = {
  msexchorganizationcontainer: 'exchange',
  msexchexchangeserver: 'exchange',
  pkienrollmentservice: 'certificationAuthorities',
} as const;

/** The container in which AD FS shares its keys (CN=<GUID> below it, one a farm). */
export const isFederationContainer = (dn: string): boolean => /^CN=ADFS,CN=Microsoft,CN=Program Data,/i.test(dn); // prettier-ignore

/** Attributes of a mailbox, here or moved away. */
export const mailboxAttributes = ['homeMDB', 'msExchMailboxGuid', 'msExchRecipientTypeDetails'] as const;
