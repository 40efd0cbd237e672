/** A text of more than one sentence as what is wrong and, its last sentence, what to try. */
export function advised(text: string): { message: string; fix?: string } {
  const sentences = text.split(/(?<=[.?!]) (?=[A-Z`-])/);
  const last = sentences.at(-1);
  if (last === undefined || sentences.length === 1) return { message: text };
  return { message: sentences.slice(0, -1).join(" "), fix: last };
}
