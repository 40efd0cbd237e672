import { operationsLedger } from "../../../runtime/migrating/aws/operations-ledger.ts";
import { deploymentFindings, lackingFindings, restoredText } from "../../checks/verification/deployment-findings.ts";
import type { DeploymentRecord } from "../../deployment/record.ts";
import { settingsDigest } from "../../model/settings-digest.ts";
import type { Finding } from "../../report.ts";
import { judgedStep } from "../judged-step.ts";
import { outputsLacking } from "../needed-outputs.ts";
import { recordedDeployment } from "../recorded-deployment.ts";
import { brought, type Found, type Meant, type VerificationStep } from "../verification.ts";

const NONE = "no deployment is recorded: what runs is held against the stack's outputs and the stage file alone";

/** What the ledger says should run: the stack and, unless it was rolled back, the stage file say the same. */
export const deployment: VerificationStep = {
  name: "deployment",
  needs: ["stack outputs", "stage file"],
  async run({ stage, meant: given, deployment: id, found }, signal) {
    const outputs = brought(found.outputs);
    const { region, operationsTable, versions } = outputs;
    const ledger = operationsLedger({ table: operationsTable, client: { region } });
    const record = given === undefined ? await recordedDeployment({ ledger, stage, id }, signal) : undefined;
    const meant = given ?? (record === undefined ? undefined : meantBy(record));
    const lacking = outputsLacking(outputs);
    if (meant === undefined) {
      return { steps: [judgedStep({ name: this.name, detail: NONE, findings: lackingFindings(lacking) })] };
    }
    const settings = await settingsDigest({ stage, folder: process.env.PULUMI_OPTION_CWD });
    const seen = { bundles: versions, settings, lacking };
    const differing = deploymentFindings({ name: meant.name, meant, seen });
    const findings = [...differing, ...(record === undefined ? [] : standing(record))];
    const held =
      meant.restored === undefined
        ? "bundles and settings compared"
        : `bundles compared; ${restoredText({ meant, seen })}`;
    const detail = `${meant.name}: ${held}; ${BELOW[meant.traffic]}`;
    return { brings: broughtBy(meant), steps: [judgedStep({ name: this.name, detail, findings })] };
  },
};

/** What other lines of the report compare, and what none can. */
const BELOW: Record<Meant["traffic"], string> = {
  all: "versions and aliases below",
  "none yet": "versions below; aliases cannot be compared before the versions have traffic",
};

/** What was restored has settings of its own: those of the checkout's stage file go no further. */
function broughtBy(meant: Meant): Found {
  return meant.restored === undefined ? { meant } : { meant, settings: undefined };
}

function meantBy({ id, state, bundles, source, restores, versions = {} }: DeploymentRecord): Meant {
  const name = `${id} (${state}, commit ${source.commit.slice(0, 10)})`;
  return { name, versions, bundles, settings: source.settings, restored: restores, traffic: "all" };
}

/** Records of what never came to serve, or does no longer, say little about what runs. */
const ENDINGS: Partial<Record<DeploymentRecord["state"], string>> = {
  failed: "failed",
  undoing: "is being undone",
  undone: "was undone",
  stuck: "is stuck and waits for a person",
};

function standing({ id, state }: DeploymentRecord): Finding[] {
  const ending = ENDINGS[state];
  if (ending === undefined) return [];
  const fix = "Leave --deployment out to verify what should serve.";
  return [{ code: "deployment-standing", message: `The deployment ${id} ${ending}.`, subject: id, fix }];
}
