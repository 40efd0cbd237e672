export type GentleStop = {
  /** False once the person has asked to stop: whoever works ends its page and begins no other. */
  readonly mayGoOn: () => boolean;
  /** Aborts what is still under way a while after that. */
  readonly signal: AbortSignal;
  end(): void;
};

/** Milliseconds in which a page that is under way can end by itself. */
const GRACE = 10_000;

/** Turns the one signal of a person who wants to stop into a wish first, and an end only where the wish was not enough. */
export function gentleStop({ asked, told }: { readonly asked: AbortSignal; readonly told: () => void }): GentleStop {
  const hard = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    told();
    timer = setTimeout(() => hard.abort(asked.reason), GRACE);
  };
  if (asked.aborted) begin();
  else asked.addEventListener("abort", begin, { once: true });
  return {
    mayGoOn: () => !asked.aborted,
    signal: hard.signal,
    end() {
      asked.removeEventListener("abort", begin);
      clearTimeout(timer);
    },
  };
}
