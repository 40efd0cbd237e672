import provider, {
  type CheckRequest,
  type CheckResponse,
  type ConfigureRequest,
  type ConfigureResponse,
  type DiffRequest,
  type DiffResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import type { CheckFailure } from "./check-failure.ts";
import { canonicalJson, keysOf } from "./compare.ts";
import { type Configuration, configure, type Environment } from "./configuration.ts";
import { type Lifecycle, lifecycle } from "./lifecycle.ts";
import { bagOf, structOf } from "./messages.ts";

/** A configured provider. */
export interface Ready {
  readonly configuration: Configuration;
  readonly lifecycle: Lifecycle;
}

/** Changing these settings moves every resource somewhere else. */
const moving: ReadonlySet<string> = new Set(["region"]);

/** The calls that judge and take over the provider's own settings; `accept` gets the result. */
export function configurationCalls(environment: Environment, accept: (ready: Ready) => void) {
  return {
    checkConfig: (request: CheckRequest): CheckResponse => {
      const { bag, secrets } = bagOf(request.getNews());
      const configured = configure(bag, environment);
      const failures = "failures" in configured ? configured.failures : [];
      return new provider.CheckResponse()
        .setInputs(structOf(bag, secrets))
        .setFailuresList(failures.map(failureMessage));
    },
    diffConfig: (request: DiffRequest): DiffResponse => {
      const olds = bagOf(request.getOldInputs() ?? request.getOlds()).bag;
      const news = bagOf(request.getNews()).bag;
      const changed = keysOf(olds, news).filter(
        (key) => canonicalJson(olds[key] ?? null) !== canonicalJson(news[key] ?? null),
      );
      const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
      return new provider.DiffResponse()
        .setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME)
        .setDiffsList(changed)
        .setReplacesList(changed.filter((key) => moving.has(key)));
    },
    configure: async (request: ConfigureRequest): Promise<ConfigureResponse> => {
      const configured = configure(bagOf(request.getArgs()).bag, environment);
      if ("failures" in configured) throw new Error(configured.failures.map(({ reason }) => reason).join("; "));
      const made = lifecycle(configured.configuration);
      await requireAllowedAccount(configured.configuration.allowedAccountIds, made);
      accept({ configuration: configured.configuration, lifecycle: made });
      return new provider.ConfigureResponse()
        .setAcceptsecrets(true)
        .setSupportspreview(true)
        .setSupportsAutonamingConfiguration(true);
    },
  };
}

/** A failure in the engine's form. */
export function failureMessage({ property, reason }: CheckFailure) {
  return new provider.CheckFailure().setProperty(property).setReason(reason);
}

async function requireAllowedAccount(allowed: readonly string[], { aws }: Lifecycle): Promise<void> {
  if (allowed.length === 0) return;
  const account = await aws.account();
  if (!allowed.includes(account)) throw new Error(`the account ${account} is not one of aws:allowedAccountIds`);
}
