import type { ServiceActions } from "../service-actions.ts";

/** The actions of `iam` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const iam: ServiceActions = {
  role: {
    write: `
      CreateRole CreateServiceLinkedRole DeleteRole DeleteServiceLinkedRole PassRole UpdateRole
      UpdateRoleDescription`,
    permissions: `
      AttachRolePolicy DeleteRolePermissionsBoundary DeleteRolePolicy DetachRolePolicy
      PutRolePermissionsBoundary PutRolePolicy UpdateAssumeRolePolicy`,
    read: `
      GenerateServiceLastAccessedDetails GetContextKeysForPrincipalPolicy GetRole GetRolePolicy
      GetServiceLinkedRoleDeletionStatus SimulatePrincipalPolicy`,
    list: `
      ListAttachedRolePolicies ListInstanceProfilesForRole ListPoliciesGrantingServiceAccess ListRolePolicies
      ListRoleTags`,
    tagging: "TagRole UntagRole",
  },
  policy: {
    permissions: "CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion SetDefaultPolicyVersion",
    read: "GenerateServiceLastAccessedDetails GetPolicy GetPolicyVersion",
    list: "ListEntitiesForPolicy ListPolicyTags ListPolicyVersions",
    tagging: "TagPolicy UntagPolicy",
  },
  user: {
    write: `
      ChangePassword CreateAccessKey CreateLoginProfile CreateServiceSpecificCredential CreateUser
      DeactivateMFADevice DeleteAccessKey DeleteLoginProfile DeleteSSHPublicKey DeleteServiceSpecificCredential
      DeleteSigningCertificate DeleteUser EnableMFADevice ResetServiceSpecificCredential ResyncMFADevice
      UpdateAccessKey UpdateLoginProfile UpdateSSHPublicKey UpdateServiceSpecificCredential
      UpdateSigningCertificate UpdateUser UploadSSHPublicKey UploadSigningCertificate`,
    permissions: `
      AttachUserPolicy DeleteUserPermissionsBoundary DeleteUserPolicy DetachUserPolicy
      PutUserPermissionsBoundary PutUserPolicy`,
    read: `
      GenerateServiceLastAccessedDetails GetAccessKeyLastUsed GetContextKeysForPrincipalPolicy GetMFADevice
      GetSSHPublicKey GetUser GetUserPolicy SimulatePrincipalPolicy`,
    list: `
      GetLoginProfile ListAccessKeys ListAttachedUserPolicies ListGroupsForUser ListMFADevices
      ListPoliciesGrantingServiceAccess ListSSHPublicKeys ListServiceSpecificCredentials ListSigningCertificates
      ListUserPolicies ListUserTags`,
    tagging: "TagUser UntagUser",
  },
  other: {
    write: `
      AcceptDelegationRequest AddClientIDToOpenIDConnectProvider AddRoleToInstanceProfile AddUserToGroup
      AssociateDelegationRequest CreateDelegationRequest CreateGroup CreateInstanceProfile
      CreateOpenIDConnectProvider CreateSAMLProvider CreateVirtualMFADevice DeleteGroup DeleteInstanceProfile
      DeleteOpenIDConnectProvider DeleteSAMLProvider DeleteServerCertificate DeleteVirtualMFADevice
      RejectDelegationRequest RemoveClientIDFromOpenIDConnectProvider RemoveRoleFromInstanceProfile
      RemoveUserFromGroup SendDelegationToken UpdateGroup UpdateOpenIDConnectProviderThumbprint
      UpdateSAMLProvider UpdateServerCertificate UploadServerCertificate`,
    permissions: "AttachGroupPolicy DeleteGroupPolicy DetachGroupPolicy PutGroupPolicy",
    read: `
      GenerateOrganizationsAccessReport GetDelegationRequest GetGroup GetGroupPolicy GetHumanReadableSummary
      GetInstanceProfile GetOpenIDConnectProvider GetRoleTemplateVersion GetSAMLProvider GetServerCertificate`,
    list: `
      ListAttachedGroupPolicies ListGroupPolicies ListInstanceProfileTags ListMFADeviceTags
      ListOpenIDConnectProviderTags ListSAMLProviderTags ListServerCertificateTags`,
    tagging: `
      TagInstanceProfile TagMFADevice TagOpenIDConnectProvider TagSAMLProvider TagServerCertificate
      UntagInstanceProfile UntagMFADevice UntagOpenIDConnectProvider UntagSAMLProvider UntagServerCertificate`,
  },
  account: {
    write: `
      CreateAccountAlias DeleteAccountAlias DeleteCloudFrontPublicKey
      DisableOrganizationsRootCredentialsManagement DisableOrganizationsRootSessions
      DisableOutboundWebIdentityFederation EnableOrganizationsRootCredentialsManagement
      EnableOrganizationsRootSessions EnableOutboundWebIdentityFederation PutAccountProperties
      SetSTSRegionalEndpointStatus SetSecurityTokenServicePreferences UpdateAccountEmailAddress
      UpdateAccountName UpdateAccountPasswordPolicy UpdateCloudFrontPublicKey UploadCloudFrontPublicKey`,
    permissions: "DeleteAccountPasswordPolicy",
    read: `
      GenerateCredentialReport GetAccountAuthorizationDetails GetAccountEmailAddress GetAccountName
      GetAccountPasswordPolicy GetAccountProperties GetCloudFrontPublicKey GetContextKeysForCustomPolicy
      GetCredentialReport GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo
      GetServiceLastAccessedDetails GetServiceLastAccessedDetailsWithEntities SimulateCustomPolicy`,
    list: `
      GetAccountSummary ListAccountAliases ListCloudFrontPublicKeys ListDelegationRequests ListGroups
      ListInstanceProfiles ListOpenIDConnectProviders ListOrganizationsFeatures ListPolicies ListRoles
      ListSAMLProviders ListSTSRegionalEndpointsStatus ListServerCertificates ListUsers ListVirtualMFADevices`,
  },
};
