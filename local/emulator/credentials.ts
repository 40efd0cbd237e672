/** The one account of the embedded AWS. */
export const accountId = "000000000000";

/** The account's root, which may do everything: what operators and Pulumi use there. */
export const operatorCredentials = { accessKeyId: "test", secretAccessKey: "test" } as const;
