import { STAGES, type Stage } from "../../runtime/domain/stage.ts";
import { readStackPreview } from "../pulumi/stack-document.ts";

/** What `pulumi preview --json` says of each stage. */
export type Previews = Readonly<Record<Stage, unknown>>;

/** Both stages' previews; `unreadable` where the engine cannot make one. */
export type ReadPreviews = (signal: AbortSignal) => Promise<Previews>;

/** Reads both stages' previews at once, and once for all steps that ask: each costs the engine seconds. */
export function previewsOnce(read: typeof readStackPreview = readStackPreview): ReadPreviews {
  let reading: Promise<Previews> | undefined;
  return (signal) => {
    reading ??= both(read, signal);
    return reading;
  };
}

async function both(read: typeof readStackPreview, signal: AbortSignal): Promise<Previews> {
  const [preview, production] = STAGES;
  const [left, right] = await Promise.all([read(preview, signal), read(production, signal)]);
  return { preview: left, production: right };
}
