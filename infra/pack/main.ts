import { PolicyPack } from "@pulumi/policy";
import { isEmbedded } from "../embedded.ts";
import { policies } from "./pulumi-policies.ts";
import { RULES } from "./rules.ts";

// The pack's version is read from the package.json of the working directory, which is the program's.
process.chdir(import.meta.dirname);
new PolicyPack("atlas-codex", {
  enforcementLevel: "mandatory",
  policies: policies(RULES, { embedded: isEmbedded(process.env.AWS_ENDPOINT_URL) }),
});
