import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import type { Stage } from "../../runtime/domain/stage.ts";

export type Answer = { status: number; headers: Headers; body: unknown };

/** Calls one stage's real API with its master key. */
export function apiOf(stage: Stage) {
  const { outputs, masterKey } = inject("stages")[stage];
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const headers = { "x-api-key": masterKey, ...init.headers };
    const answer = await fetch(`${outputs.apiUrl}${path}`, { ...init, headers });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
  return {
    ...outputs,
    masterKey,
    call,
    get: (path: string) => call(path, {}),
    post: (path: string, body: unknown) => call(path, { method: "POST", body: JSON.stringify(body) }),
  };
}

/** Asks until there is an answer; fails with what it waited for. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>, seconds = 30): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s for ${what}.`);
    await sleep(100);
  }
}
