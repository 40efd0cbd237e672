import type { ClientOptions, LiveResource, Ours } from "./account.ts";
import { Asking } from "./asking.ts";
import type { Gap } from "./gaps.ts";
import { reasonOf } from "./gaps.ts";
import { inFlight } from "./in-flight.ts";
import { SERVICES } from "./services.ts";

export type ReadAccountArgs = {
  account: string;
  options: ClientOptions;
  ours: Ours;
  /** Told the name of each service that has been listed. */
  note?: (service: string) => void;
};

/** Everything of ours that one region of an account holds, service by service, and what could not be read. */
export async function readAccount(
  { account, options, ours, note }: ReadAccountArgs,
  signal: AbortSignal,
): Promise<{ resources: LiveResource[]; gaps: Gap[] }> {
  const asking = new Asking(signal);
  const found = await inFlight(SERVICES, async ([service, read]) => {
    try {
      return await read({ account, options, ours, asking });
    } catch (error) {
      asking.odd(`${service}:*`, service, reasonOf(error, signal));
      return [];
    } finally {
      note?.(service);
    }
  });
  return { resources: found.flat(), gaps: asking.gaps };
}
