import { falseAborts } from "./canary/false-aborts.ts";
import { type Found, found, type Kind, moreErrors, moreLatency } from "./canary/found.ts";
import type { Row } from "./row.ts";

const BASELINES = [0.001, 0.01, 0.05];
const HARMLESS = 10_000;
const WORSE = 2_001;
const SHARES = [0.05, 0.25] as const;
const KINDS: readonly Kind[] = [
  ...[0.02, 0.1].flatMap((regression) => BASELINES.map((baseline) => moreErrors({ baseline, regression }))),
  moreLatency({ factor: 3 }),
];

/** Canaries of a version that is not worse, looked at all the time, and canaries of versions that are. */
export const canary: Row = {
  name: "canary",
  work: "false aborts of 10,000 harmless canaries per error rate, and the traffic until a regression is found",
  peer: "a two-proportion z-test for a fixed horizon, looked at as often",
  target: { text: "false aborts ≤ 5 %, found ≥ 90 %", met: (_, ours) => ours <= 5 },
  async measure() {
    const aborts = BASELINES.map((baseline, at) => ({
      baseline,
      ...falseAborts({ baseline, canaries: HARMLESS, seed: at + 1 }),
    }));
    const rows = KINDS.map((kind, at) => ({
      kind,
      found: SHARES.map((share, place) => found({ kind, share, canaries: WORSE, seed: 100 + 2 * at + place })),
    }));
    const missed = rows.filter((row) => row.found.some(({ part }) => part < 0.9));
    if (missed.length > 0) throw new Error(`Found too seldom:\n${missed.map(line).join("\n")}`);
    const most = (who: "ours" | "peer") => Math.max(...aborts.map((each) => percent(each[who] / HARMLESS)));
    return {
      ours: most("ours"),
      peer: most("peer"),
      unit: "%",
      notes: [
        ...aborts.map(
          ({ baseline, ours, peer }) =>
            `  canary: at ${percent(baseline)} % errors ${ours} of ${HARMLESS} harmless canaries aborted, by the peer ${peer}`,
        ),
        "| current version | regression | requests needed of the new version, at 5 % / 25 % of the traffic | found within them | median until found |",
        "| --- | --- | --- | --- | --- |",
        ...rows.map(line),
      ],
    };
  },
};

function line({ kind, found: seen }: { readonly kind: Kind; readonly found: readonly Found[] }): string {
  const both = (figure: (one: Found) => string) => seen.map(figure).join(" / ");
  const cells = [
    kind.baseline,
    kind.regression,
    both(({ needed }) => needed.toLocaleString("en")),
    both(({ part }) => `${percent(part)} %`),
    both(({ middle }) => middle.toLocaleString("en")),
  ];
  return `| ${cells.join(" | ")} |`;
}

function percent(part: number): number {
  return Math.round(part * 1_000) / 10;
}
