import type { ServiceActions } from "../service-actions.ts";

/** The actions of `kms` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const kms: ServiceActions = {
  key: {
    write: `
      CancelKeyDeletion CreateAlias Decrypt DeleteAlias DeleteImportedKeyMaterial DeriveSharedSecret DisableKey
      DisableKeyRotation EnableKey EnableKeyRotation Encrypt GenerateDataKey GenerateDataKeyPair
      GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac ImportKeyMaterial
      ReEncryptFrom ReEncryptTo ReplicateKey RotateKeyOnDemand ScheduleKeyDeletion Sign
      SynchronizeMultiRegionKey UpdateAlias UpdateKeyDescription UpdatePrimaryRegion Verify VerifyMac`,
    permissions: "CreateGrant PutKeyPolicy RetireGrant RevokeGrant",
    read: `
      DescribeKey GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport GetPublicKey`,
    list: "ListGrants ListKeyPolicies ListKeyRotations ListResourceTags",
    tagging: "TagResource UntagResource",
  },
  alias: {
    write: "CreateAlias DeleteAlias UpdateAlias",
  },
  account: {
    write: `
      ConnectCustomKeyStore CreateCustomKeyStore CreateKey DeleteCustomKeyStore DisconnectCustomKeyStore
      GenerateRandom UpdateCustomKeyStore`,
    read: "DescribeCustomKeyStores",
    list: "ListAliases ListKeys ListRetirableGrants",
  },
};
