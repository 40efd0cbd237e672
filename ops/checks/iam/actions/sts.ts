import type { ServiceActions } from "../service-actions.ts";

/** The actions of `sts` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const sts: ServiceActions = {
  role: {
    write: "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity SetContext SetSourceIdentity",
    tagging: "TagSession",
  },
  other: {
    write: "AssumeRoot GetFederationToken",
  },
  account: {
    write: "DecodeAuthorizationMessage GetDelegatedAccessToken GetWebIdentityToken",
    read: "GetAccessKeyInfo GetCallerIdentity GetServiceBearerToken GetSessionToken",
    tagging: "TagGetWebIdentityToken",
  },
};
