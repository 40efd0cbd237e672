import type { ServiceActions } from "../service-actions.ts";

/** The actions of `execute-api` by what they act on and by access level (source: AWS Service Authorization Reference). */
export const executeApi: ServiceActions = {
  api: {
    write: "InvalidateCache Invoke ManageConnections",
  },
};
