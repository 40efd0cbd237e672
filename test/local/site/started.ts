import { onTestFinished } from "vitest";
import { type Site, startSite } from "../../../local/site/server.ts";

/** A sample site that ends with the test. */
export async function started(): Promise<Site> {
  const site = await startSite();
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= site.stop());
  onTestFinished(stop);
  return { ...site, stop };
}
