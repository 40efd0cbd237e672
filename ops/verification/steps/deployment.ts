import { operationsLedger } from "../../../runtime/migrating/aws/operations-ledger.ts";
import { deploymentFindings } from "../../checks/verification/deployment-findings.ts";
import type { DeploymentRecord } from "../../deployment/record.ts";
import { settingsDigest } from "../../model/settings-digest.ts";
import type { Finding } from "../../report.ts";
import { judgedStep } from "../judged-step.ts";
import { recordedDeployment } from "../recorded-deployment.ts";
import { brought, type Meant, type VerificationStep } from "../verification.ts";

const NONE = "no deployment is recorded: what runs is held against the stack's outputs and the stage file alone";

/** What the ledger says should run: the stack and the stage file say the same. */
export const deployment: VerificationStep = {
  name: "deployment",
  needs: ["stack outputs", "stage file"],
  async run({ stage, meant: given, deployment: id, found }, signal) {
    const { region, operationsTable, versions } = brought(found.outputs);
    const ledger = operationsLedger({ table: operationsTable, client: { region } });
    const record = given === undefined ? await recordedDeployment({ ledger, stage, id }, signal) : undefined;
    const meant = given ?? (record === undefined ? undefined : meantBy(record));
    if (meant === undefined) return { steps: [judgedStep({ name: this.name, detail: NONE, findings: [] })] };
    const settings = await settingsDigest({ stage, folder: process.env.PULUMI_OPTION_CWD });
    const seen = { bundles: versions, settings };
    const differing = deploymentFindings({ name: meant.name, meant, seen });
    const findings = [...differing, ...(record === undefined ? [] : standing(record))];
    return { brings: { meant }, steps: [judgedStep({ name: this.name, detail: meant.name, findings })] };
  },
};

function meantBy({ id, state, bundles, source, versions = {} }: DeploymentRecord): Meant {
  const name = `${id} (${state}, commit ${source.commit.slice(0, 10)})`;
  return { name, versions, bundles, settings: source.settings };
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
