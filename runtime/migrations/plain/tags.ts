/** The only key of a map that says what JSON cannot. */
export const TAGS = ["$number", "$binary", "$stringSet", "$numberSet", "$binarySet"] as const;
export type Tag = (typeof TAGS)[number];

const TAG_LIKE = /^\$+(?:number|binary|stringSet|numberSet|binarySet)$/;

/** The only key of a map if it is a tag, or would be read as one after unescaping; undefined for every other map. */
export function tagLikeKey(keys: readonly string[]): string | undefined {
  const [key] = keys;
  return keys.length === 1 && key?.startsWith("$") && TAG_LIKE.test(key) ? key : undefined;
}

export function isTag(key: string): key is Tag {
  return key.charCodeAt(1) !== 36;
}
