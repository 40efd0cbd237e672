import { randomBytes } from "node:crypto";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { CLIENT_OPTIONS } from "../adapters/client-options.ts";
import { secretVersions } from "../adapters/secret-versions.ts";
import { readEnvironment } from "../domain/environment.ts";
import { Failure } from "../domain/failure.ts";
import { RotationEvent } from "../domain/rotation.ts";
import { rotateKey } from "../flow/key-rotation.ts";
import { annotate } from "../lambda/invocation.ts";
import { log } from "../lambda/log.ts";
import { rotationEntry } from "../lambda/rotation-entry.ts";

const environment = readEnvironment("rotate-secret", process.env);
const secretId = environment.MASTER_KEY_SECRET_ID;
const ports = {
  versions: secretVersions({ client: new SecretsManagerClient(CLIENT_OPTIONS), secretId }),
  newKey: () => randomBytes(32).toString("base64url"),
};

/** Renews the stage's master key, one step a call. */
export const handler = rotationEntry({
  identity: { function: "rotate-secret", stage: environment.STAGE, version: environment.VERSION_ID },
  event: RotationEvent,
  async work(event, signal) {
    annotate({ step: event.Step, version: event.ClientRequestToken });
    if (event.SecretId !== secretId)
      throw new Failure("invalid-request", "This is not the secret that is renewed here.");
    await rotateKey(event, ports, signal);
    log({ level: "info", message: "rotation step done" });
  },
});
