import type { Interruption } from "../attempt.ts";

export type TwoInterruptionsArgs = {
  /** What a person is told at the first Ctrl-C, and at the second. */
  readonly words: { readonly soft: string; readonly hard: string };
  readonly note: (line: string) => void;
};

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** The first Ctrl-C asks to go back, the second one to stop where it is; a polite kill counts like either. */
export function twoInterruptions({ words, note }: TwoInterruptionsArgs): Interruption & { end(): void } {
  const [soft, hard] = [new AbortController(), new AbortController()];
  const heard = () => {
    if (hard.signal.aborted) return;
    note(soft.signal.aborted ? words.hard : words.soft);
    (soft.signal.aborted ? hard : soft).abort();
  };
  for (const name of SIGNALS) process.on(name, heard);
  return {
    soft: soft.signal,
    hard: hard.signal,
    end() {
      for (const name of SIGNALS) process.off(name, heard);
    },
  };
}
