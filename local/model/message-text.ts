/** What a message says: a text as it is, or its text parts one below the other; pictures and sounds say nothing here. */
export function messageText(
  content: string | readonly { readonly text?: string | undefined }[] | null | undefined,
): string {
  if (typeof content === "string") return content;
  return (content ?? []).flatMap((part) => (part.text === undefined ? [] : [part.text])).join("\n");
}
