import type { Attempt } from "../../../runtime/model/attempt.ts";
import { askWithFailover, type Failover } from "../../../runtime/model/failover.ts";
import type { ModelClient } from "../../../runtime/model/port.ts";
import { cooldowns } from "../../../runtime/reliability/cooldown.ts";
import { known, question } from "./sample-model.ts";

/** An answer that fits the sample question. */
export const good = { content: '{"price": 12}' };
/** An answer that does not. */
export const bad = { content: "twelve" };

const candidate = (id: string) => ({ model: known(id), why: `${id} was wanted` });

/** Asks the models of these ids, the second provider's through a client of its own; and who was asked in which order. */
export function asking(
  ids: readonly string[],
  { more = {}, ...clients }: { openai: ModelClient; openrouter?: ModelClient; more?: Partial<Failover> },
) {
  const attempts: Attempt[] = [];
  const failover: Failover = {
    candidates: ids.map(candidate),
    clients,
    question,
    cooldowns: cooldowns({ now: () => 0 }),
    milliseconds: 1_000,
    onAttempt: (attempt) => attempts.push(attempt),
    ...more,
  };
  const caller = new AbortController();
  return { answer: askWithFailover(failover, caller.signal), attempts, caller };
}

/** Whom was asked, and how it went. */
export const told = (attempts: readonly Attempt[]) =>
  attempts.map(({ model, failure }) => `${model.id} ${failure?.reason ?? failure?.code ?? "answered"}`);
