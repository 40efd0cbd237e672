/** Whether a client's copy is still good (RFC 9110, section 13.2.2): If-None-Match decides where it is sent, else If-Modified-Since. */
export function isFresh({
  asked,
  held,
}: {
  asked: { readonly ifNoneMatch: string | undefined; readonly ifModifiedSince: string | undefined };
  held: Readonly<Record<string, string>>;
}): boolean {
  if (held.etag === undefined) return false;
  if (asked.ifNoneMatch !== undefined) {
    const tags = asked.ifNoneMatch.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    return tags.includes("*") || tags.includes(held.etag);
  }
  const since = Date.parse(asked.ifModifiedSince ?? "");
  return !Number.isNaN(since) && Date.parse(held["last-modified"] ?? "") <= since;
}
