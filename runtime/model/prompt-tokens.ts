/** About how many tokens a text takes, rather too many than too few: one for three bytes of UTF-8. */
export function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3);
}
