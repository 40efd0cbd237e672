import type { ChatMessage, ModelCompletion } from "../domain/completion.ts";

/** How much of an answer that cannot be used its model is shown again. */
const SHOWN_CHARACTERS = 20_000;
const SHOWN_PROBLEMS = 20;

/** What a model is told after an answer that cannot be used. */
export function repairMessages({ content }: ModelCompletion, problems: readonly string[]): readonly ChatMessage[] {
  const listed = problems.slice(0, SHOWN_PROBLEMS).map((problem) => `- ${problem}`);
  return [
    { role: "assistant", content: (content ?? "").slice(0, SHOWN_CHARACTERS) },
    {
      role: "user",
      content: `Your answer cannot be used:\n${listed.join("\n")}\nAnswer again with the whole JSON object, corrected.`,
    },
  ];
}
