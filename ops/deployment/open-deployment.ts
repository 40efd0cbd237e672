import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Stage } from "../../runtime/domain/stage.ts";
import type { Ledger } from "../../runtime/migrating/ports.ts";
import { readSecret } from "../aws/secret.ts";
import { badInput } from "../failure.ts";
import { readStageConfig } from "../model/stage-file.ts";
import { operator } from "../operator.ts";
import { readStackOutputs } from "../pulumi/stack-outputs.ts";
import { pulumiEngine } from "./aws/engine.ts";
import { deployedFunctions } from "./aws/functions.ts";
import { checkoutSource } from "./aws/source.ts";
import { stageChecks } from "./aws/stage-checks.ts";
import { stageLedger } from "./aws/stage-ledger.ts";
import { deployedMigrations } from "./aws/stage-migrations.ts";
import { loggedTraffic } from "./aws/traffic.ts";
import { lateLedger } from "./late-ledger.ts";
import type { DeploymentPorts } from "./ports.ts";

export type OpenDeployment = {
  readonly stage: Stage;
  /** Is told what engine, gate and verifications are at. */
  readonly note: (line: string) => void;
};

export type OpenedDeployment = {
  readonly ports: DeploymentPorts;
  /** Whether the ledger is in the stage's own table by now, where another process finds what is in it. */
  readonly isKept: () => boolean;
};

/** Everything that a deployment of a stage touches, for the project that `pulumi` works on. `badInput` for a stage file without a region. */
export async function openDeployment({ stage, note }: OpenDeployment): Promise<OpenedDeployment> {
  const project = process.env.PULUMI_OPTION_CWD;
  const { "aws:region": region } = await readStageConfig({ stage, folder: project });
  if (region === undefined) {
    throw badInput(
      `Pulumi.${stage}.yaml names no region.`,
      `Say it: pulumi config set aws:region us-west-2 --stack ${stage}`,
    );
  }
  let found: Ledger | undefined;
  // Only an update makes the table, and nobody reads the stack while one is under way.
  let mayBeThere = true;
  const ownLedger = async (signal: AbortSignal) => {
    if (found === undefined && mayBeThere) {
      mayBeThere = false;
      found = await stageLedger(stage, signal);
    }
    return found;
  };
  const engine = pulumiEngine({ stage, note });
  const masterKey = async (signal: AbortSignal) => {
    const { masterKeySecretId } = await readStackOutputs(stage, signal);
    return readSecret({ region, secretId: masterKeySecretId }, signal);
  };
  const stream = { write: (text: string) => note(text.trimEnd()), isTTY: false };
  const migrations = deployedMigrations({ stage, screen: { stream, note } });
  const ports: DeploymentPorts = {
    stage,
    ledger: lateLedger(ownLedger),
    engine: {
      ...engine,
      async up(plan, signal) {
        await engine.up(plan, signal);
        mayBeThere = true;
      },
    },
    functions: deployedFunctions({ stage, client: { region } }),
    source: checkoutSource({ stage, project }),
    traffic: loggedTraffic({ stage, client: { region }, masterKey }),
    migrations: {
      ...migrations,
      async pending(when, signal) {
        // Without a stage there are no stored jobs.
        const isThere = (await ownLedger(signal)) !== undefined;
        return isThere ? migrations.pending(when, signal) : [];
      },
    },
    checks: stageChecks({ stage, project, note }),
    now: Date.now,
    elapsed: () => performance.now(),
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
    newId: randomUUID,
    who: operator(),
  };
  return { ports, isKept: () => found !== undefined };
}
