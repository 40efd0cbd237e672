/** Names that never lead to a page on the public web (RFC 6761, 6762 appendix G, 7686, 8375, 9476; `localdomain` by custom). */
const PRIVATE_SUFFIXES = new Set([
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "home.arpa",
  "test",
  "invalid",
  "onion",
  "alt",
]);

/** Whether a host name, in lower case and without a final dot, has one label or lies under a private suffix. */
export function isPrivateName(name: string): boolean {
  const last = name.lastIndexOf(".");
  if (last < 0) return true;
  const lastTwo = name.lastIndexOf(".", last - 1) + 1;
  return PRIVATE_SUFFIXES.has(name.slice(last + 1)) || PRIVATE_SUFFIXES.has(name.slice(lastTwo));
}
