/**
 * The eight operations that may be asked of the Directory Service Data API, with their paths; all are pure reads. There is
 * no client package whose middleware could be guarded: what is not here cannot be sent.
 * Source: facts/aws-directory-service.md §4.
 */
export const directoryDataOperations = {
  ListUsers: '/Users/ListUsers',
  SearchUsers: '/Users/SearchUsers',
  DescribeUser: '/Users/DescribeUser',
  ListGroups: '/Groups/ListGroups',
  SearchGroups: '/Groups/SearchGroups',
  DescribeGroup: '/Groups/DescribeGroup',
  ListGroupMembers: '/GroupMemberships/ListGroupMembers',
  ListGroupsForMember: '/GroupMemberships/ListGroupsForMember',
} as const;

export type DirectoryDataOperation = keyof typeof directoryDataOperations;
