import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { OpsFailure } from "../ops/failure.ts";
import { releaseSchemas } from "../ops/gate/schemas/released.ts";

try {
  const { reason = "" } = parseArgs({ options: { reason: { type: "string" } } }).values;
  const written = await releaseSchemas({ root: fileURLToPath(new URL("../", import.meta.url)), reason });
  console.log(written.length === 0 ? "Every schema is released as it is." : `Released: ${written.join(", ")}`);
} catch (error) {
  if (!(error instanceof OpsFailure) && !(error instanceof TypeError)) throw error;
  const fix = error instanceof OpsFailure ? error.fix : "Use: node schemas/release.ts --reason TEXT";
  console.error(`${error.message} ${fix}`);
  process.exitCode = 2;
}
