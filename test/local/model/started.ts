import OpenAI from "openai";
import { onTestFinished } from "vitest";
import { type ModelStandInOptions, startModelStandIn } from "../../../local/model/server.ts";

/** A stand-in that ends with the test, and the ordinary client for it (no retries, five seconds). */
export async function started(options: ModelStandInOptions = {}) {
  const now = () => new Date("2026-11-21T12:00:00Z");
  const running = await startModelStandIn({ now, ...options });
  let stopped: Promise<void> | undefined;
  const standIn = { ...running, stop: () => (stopped ??= running.stop()) };
  onTestFinished(standIn.stop);
  const client = new OpenAI({ apiKey: "a-key", baseURL: standIn.url, maxRetries: 0, timeout: 5_000 });
  const control = standIn.url.replace(/\/v1$/, "/stand-in");
  return { standIn, client, control };
}

/** Sends faults to a stand-in's control endpoint. */
export async function queueFaults({ control, faults }: { control: string; faults: readonly object[] }): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${control}/faults`, { method: "POST", headers, body: JSON.stringify({ faults }) });
  if (!response.ok) throw new Error(await response.text());
}
