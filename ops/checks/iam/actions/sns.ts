import type { ServiceActions } from "../service-actions.ts";

/** The actions of `sns` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const sns: ServiceActions = {
  topic: {
    write: `
      ConfirmSubscription CreateTopic DeleteTopic Publish PutDataProtectionPolicy SetSubscriptionAttributes
      Subscribe Unsubscribe`,
    permissions: "AddPermission RemovePermission SetTopicAttributes",
    read: "GetDataProtectionPolicy GetSubscriptionAttributes GetTopicAttributes ListTagsForResource",
    list: "ListSubscriptionsByTopic",
    tagging: "TagResource UntagResource",
  },
  account: {
    write: `
      CreatePlatformApplication CreatePlatformEndpoint CreateSMSSandboxPhoneNumber DeleteEndpoint
      DeletePlatformApplication DeleteSMSSandboxPhoneNumber OptInPhoneNumber SetEndpointAttributes
      SetPlatformApplicationAttributes SetSMSAttributes VerifySMSSandboxPhoneNumber`,
    read: `
      CheckIfPhoneNumberIsOptedOut GetEndpointAttributes GetPlatformApplicationAttributes GetSMSAttributes
      GetSMSSandboxAccountStatus ListPhoneNumbersOptedOut`,
    list: `
      ListEndpointsByPlatformApplication ListOriginationNumbers ListPlatformApplications
      ListSMSSandboxPhoneNumbers ListSubscriptions ListTopics`,
  },
};
