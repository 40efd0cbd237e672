import { binomialChances } from "../../../ops/canary/binomial.ts";
import type { Counts } from "../../../ops/canary/evidence.ts";

/** Every outcome of a batch of so many requests per version, with its chance. */
export function outcomes({
  requests,
  rates,
}: {
  readonly requests: { readonly current: number; readonly next: number };
  readonly rates: { readonly current: number; readonly next: number };
}): { readonly counts: Counts; readonly chance: number }[] {
  const current = binomialChances({ requests: requests.current, rate: rates.current });
  const next = binomialChances({ requests: requests.next, rate: rates.next });
  return current.chances.flatMap((one, at) =>
    next.chances.map((other, place) => ({
      counts: {
        current: { requests: requests.current, hits: current.from + at },
        next: { requests: requests.next, hits: next.from + place },
      },
      chance: one * other,
    })),
  );
}
