import { GetAliasCommand, LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { type AliasSeen, aliasFindings } from "../../checks/verification/alias-findings.ts";
import { LIVE } from "../door.ts";
import { judgedStep } from "../judged-step.ts";
import { brought, type VerificationStep } from "../verification.ts";

/** Every function's live alias leads wholly to the version that its deployment says. */
export const aliases: VerificationStep = {
  name: "aliases",
  needs: ["stack outputs"],
  async run({ stage, found }, signal) {
    const { region, versions } = brought(found.outputs);
    const client = new LambdaClient({ region });
    const alias = async (name: string): Promise<AliasSeen | undefined> => {
      const command = new GetAliasCommand({ FunctionName: `atlas-codex-${name}-${stage}`, Name: LIVE });
      try {
        const { FunctionVersion: version = "", RoutingConfig } = await client.send(command, { abortSignal: signal });
        return { version, further: Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {}) };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    };
    try {
      const read = Object.keys(versions).map(async (name) => [name, await alias(name)] as const);
      const seen = Object.fromEntries(await Promise.all(read));
      const findings = aliasFindings({ seen, meant: found.meant?.versions });
      const told = Object.entries(seen).map(([name, one]) => `${name} ${one?.version ?? "none"}`);
      const against = found.meant === undefined ? "; no deployment says where they should" : "";
      return { steps: [judgedStep({ name: this.name, detail: `${told.join(", ")}${against}`, findings })] };
    } finally {
      client.destroy();
    }
  },
};
