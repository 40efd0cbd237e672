import type { Shape } from "./shape.ts";
import { v1Flat } from "./shapes/v1-flat.ts";
import { v2Request } from "./shapes/v2-request.ts";
import { v3Bulk } from "./shapes/v3-bulk.ts";
import { v4Message } from "./shapes/v4-message.ts";
import { v5Pipeline } from "./shapes/v5-pipeline.ts";
import { v6Ai } from "./shapes/v6-ai.ts";
import { v7Artifact } from "./shapes/v7-artifact.ts";
import { v8Socket } from "./shapes/v8-socket.ts";
import { v9Execution } from "./shapes/v9-execution.ts";
import { v10Unversioned } from "./shapes/v10-unversioned.ts";
import { v11Sqlite } from "./shapes/v11-sqlite.ts";
import { v12Deadletter } from "./shapes/v12-deadletter.ts";

/** The twelve shapes (contract: legacy jobs, section 5), in the order in which they were written. */
export const SHAPES: readonly Shape[] = [
  v1Flat,
  v2Request,
  v3Bulk,
  v4Message,
  v5Pipeline,
  v6Ai,
  v7Artifact,
  v8Socket,
  v9Execution,
  v10Unversioned,
  v11Sqlite,
  v12Deadletter,
];

const BY_NAME = new Map(SHAPES.map((shape) => [shape.name, shape]));

/** The shape of a name, if it is one. */
export function shapeNamed(name: unknown): Shape | undefined {
  return typeof name === "string" ? BY_NAME.get(name) : undefined;
}
