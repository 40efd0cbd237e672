import type { Message } from "./ask.ts";

const bytesPerToken = 4;
const tokensPerMessage = 4;
const reasoningTokens: Readonly<Record<string, number>> = {
  none: 0,
  minimal: 0,
  low: 64,
  medium: 192,
  high: 448,
  xhigh: 960,
  max: 1_984,
};

/** Estimates tokens as one for every four UTF-8 bytes, rounded up: near the real count for prose, an upper bound for most scripts. */
export function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesPerToken);
}

/** Tokens of a conversation: each message's text and four for its frame. */
export function promptTokens(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + tokensOf(message.text) + tokensPerMessage, 0);
}

/** The hidden tokens a reasoning model bills for an effort; fixed figures, since nothing is reasoned here. */
export function hiddenTokens({ reasoning, effort }: { reasoning: boolean; effort: string | undefined }): number {
  return reasoning ? (reasoningTokens[effort ?? "medium"] ?? 0) : 0;
}

/** The longest beginning of a text that fits a number of estimated tokens, never cutting a character in two. */
export function cutToTokens({ text, tokens }: { text: string; tokens: number }): string {
  const bytes = Buffer.from(text);
  let end = Math.min(bytes.length, Math.max(0, tokens) * bytesPerToken);
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString("utf8");
}
