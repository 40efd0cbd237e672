import type { Rule } from "./rule.ts";
import { embeddedSetting } from "./rules/embedded-setting.ts";
import { encryption, encryptionOfStack } from "./rules/encryption.ts";
import { invocation } from "./rules/invocation.ts";
import { logRetention } from "./rules/log-retention.ts";
import { otherStage } from "./rules/other-stage.ts";
import { ownName } from "./rules/own-name.ts";
import { recovery, recoveryOfStack } from "./rules/recovery.ts";
import { secretValue } from "./rules/secret-value.ts";
import { tagged } from "./rules/tagged.ts";
import { transport, transportOfStack } from "./rules/transport.ts";
import { wildcard } from "./rules/wildcard.ts";

/** What every stack of this project keeps to, every rule mandatory; `judge` knows no way to switch one off. */
export const RULES: readonly Rule[] = [
  { name: "own-name", description: "A resource's name says which stage it belongs to.", ofResource: ownName },
  { name: "other-stage", description: "Nothing names the other stage.", ofResource: otherStage, ofLookup: otherStage },
  { name: "wildcard", description: "No policy allows more than it names.", ofResource: wildcard },
  { name: "invocation", description: "Functions are invoked by one named caller.", ofResource: invocation },
  {
    name: "encryption",
    description: "Data at rest is encrypted with the stage's own key.",
    ofResource: encryption,
    ofStack: encryptionOfStack,
  },
  {
    name: "recovery",
    description: "Production data can be recovered and is protected.",
    ofResource: recovery,
    ofStack: recoveryOfStack,
  },
  { name: "log-retention", description: "Logs are kept for a set time.", ofResource: logRetention },
  {
    name: "transport",
    description: "Data travels encrypted only.",
    ofResource: transport,
    ofStack: transportOfStack,
  },
  { name: "secret-value", description: "No property holds a secret.", ofResource: secretValue },
  {
    name: "embedded-setting",
    description: "Settings for the embedded AWS stay there.",
    ofResource: embeddedSetting,
  },
  { name: "tagged", description: "Everything that can be tagged is.", ofResource: tagged },
];
