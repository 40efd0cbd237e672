import { text } from "node:stream/consumers";
import { Stage } from "../../runtime/domain/stage.ts";
import { isEmbedded } from "../embedded.ts";
import { judge } from "./judge.ts";
import { resourcesOfPreview } from "./preview.ts";
import { RULES } from "./rules.ts";

// Reads `pulumi preview --json --show-sames` of the stage named and prints what the rules say, for those who may not know them.
const stage = Stage.parse(process.argv[2]);
const resources = resourcesOfPreview(JSON.parse(await text(process.stdin)));
const judged = judge(resources, { stage, embedded: isEmbedded(process.env.AWS_ENDPOINT_URL) });
process.stdout.write(`${JSON.stringify({ rules: RULES.length, resources: resources.length, ...judged }, null, 2)}\n`);
