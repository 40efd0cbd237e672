/** What an action does, as the Service Authorization Reference sorts it. */
export type AccessLevel = "read" | "list" | "write" | "tagging" | "permissions";

/**
 * Action names, parted by spaces, by the family of resources they act on and by access level. Family `account` acts on no
 * single resource, `other` on families nobody asks about here.
 */
export type ServiceActions = Readonly<Record<string, Readonly<Partial<Record<AccessLevel, string>>>>>;
