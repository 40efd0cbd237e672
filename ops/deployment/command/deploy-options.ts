import type { Stage } from "../../../runtime/domain/stage.ts";
import { badInput } from "../../failure.ts";
import {
  type Contradiction,
  refuseElsewhere,
  refuseOdd,
  refuseTogether,
  refuseUnconfirmed,
  refuseUnreasoned,
} from "./option-rules.ts";

/** What the command line says to `ops deploy`. */
export type DeployOptions = {
  stage: Stage;
  apply?: boolean | undefined;
  plan?: string | undefined;
  resume?: string | undefined;
  /** A deployment's id; empty for all of them. */
  status?: string | undefined;
  reason?: string | undefined;
  "roll-forward"?: boolean | undefined;
  "skip-canary"?: boolean | undefined;
  uncommitted?: boolean | undefined;
  quick?: boolean | undefined;
  confirm?: string | undefined;
  json: boolean;
};

/** How a deployment is done. */
export type DeployWish = {
  readonly reason?: string | undefined;
  readonly rollForward: boolean;
  readonly canaryLeftOut?: string | undefined;
  readonly uncommitted: "refused" | "kept";
};

type Pace = { readonly stage: Stage; readonly pace: "thorough" | "quick" };

/** What is to be done. `words` are the options that the same deployment needs again when it is done. */
export type DeployWork = Pace &
  (
    | { readonly kind: "plan"; readonly wish: DeployWish; readonly words: readonly string[] }
    | { readonly kind: "apply"; readonly wish: DeployWish; readonly planId: string | undefined }
    | { readonly kind: "resume"; readonly id: string }
    | { readonly kind: "status"; readonly id: string | undefined }
  );

const NOT_WITH_RESUME = ["plan", "reason", "roll-forward", "skip-canary", "uncommitted", "status"] as const;
const NOT_WITH_STATUS = ["apply", "plan", "reason", "roll-forward", "skip-canary", "uncommitted", "quick"] as const;
const CONTRADICTIONS: readonly Contradiction[] = [
  ...NOT_WITH_RESUME.map((name) => ["resume", name] as const),
  ...NOT_WITH_STATUS.map((name) => ["status", name] as const),
];

/** Fewer digits of a plan's id would not tell it from others. */
const FEWEST_DIGITS = 12;

const ONE_MACHINE = "one machine (--quick)";

/** The work that options ask for; a sentence when they contradict each other. `endpoint` is where AWS is asked, absent for AWS itself. */
export function plannedDeployment(options: DeployOptions, endpoint: string | undefined): DeployWork {
  refuseOdd("deploy", options);
  refuseTogether(CONTRADICTIONS, options);
  refuseUnreasoned(["roll-forward", "skip-canary"], options);
  refuseElsewhere(["uncommitted", "quick"], { options, endpoint });
  refuseUnconfirmed(options);
  const { stage, apply = false, plan, resume, status, quick = false } = options;
  const at = { stage, pace: quick ? ("quick" as const) : ("thorough" as const) };
  if (status !== undefined) return { ...at, kind: "status", id: status === "" ? undefined : status };
  if (resume !== undefined) return { ...at, kind: apply ? "resume" : "status", id: resume };
  if (plan !== undefined && !apply) {
    throw badInput("--plan names the plan that is to be done, and nothing is done without --apply.", "Add --apply.");
  }
  if (plan !== undefined && !(/^[0-9a-f]{1,64}$/.test(plan) && plan.length >= FEWEST_DIGITS)) {
    throw badInput(
      `--plan is "${plan}", which is no id of a plan.`,
      `Its id is what a plan begins with: ops deploy --stage ${stage}`,
    );
  }
  const wish = wishOf(options);
  return apply ? { ...at, kind: "apply", wish, planId: plan } : { ...at, kind: "plan", wish, words: wordsOf(options) };
}

function wishOf(options: DeployOptions): DeployWish {
  const { reason, quick, uncommitted, "skip-canary": skipped, "roll-forward": rollForward = false } = options;
  const canaryLeftOut = skipped ? reason : quick ? ONE_MACHINE : undefined;
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(canaryLeftOut === undefined ? {} : { canaryLeftOut }),
    ...{ rollForward, uncommitted: uncommitted ? "kept" : "refused" },
  };
}

function wordsOf({ reason, ...options }: DeployOptions): readonly string[] {
  const flags = ["roll-forward", "skip-canary", "uncommitted", "quick"] as const;
  const told = reason === undefined ? [] : [`--reason '${reason.replaceAll("'", `'\\''`)}'`];
  return [...flags.filter((name) => options[name]).map((name) => `--${name}`), ...told];
}
