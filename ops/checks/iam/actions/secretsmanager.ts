import type { ServiceActions } from "../service-actions.ts";

/** The actions of `secretsmanager` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const secretsmanager: ServiceActions = {
  secret: {
    write: `
      CancelRotateSecret CreateSecret DeleteSecret PutSecretValue RemoveRegionsFromReplication
      ReplicateSecretToRegions RestoreSecret RotateSecret StopReplicationToReplica UpdateSecret
      UpdateSecretVersionStage`,
    permissions: "DeleteResourcePolicy PutResourcePolicy ValidateResourcePolicy",
    read: "DescribeSecret GetResourcePolicy GetSecretValue ListSecretVersionIds",
    tagging: "TagResource UntagResource",
  },
  account: {
    read: "BatchGetSecretValue GetRandomPassword",
    list: "ListSecrets",
  },
};
