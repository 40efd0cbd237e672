import * as z from "zod";
import { parsedJson } from "../checks/verification/parsed-json.ts";
import { unreadable } from "../failure.ts";

const Frame = z.union([
  z.object({ type: z.literal("job"), job: z.object({ id: z.string(), status: z.string() }) }),
  z.object({ type: z.literal("error"), error: z.object({ message: z.string() }) }),
]);
export type SocketFrame = z.infer<typeof Frame>;

export type OpenSocket = {
  /** What has arrived so far, oldest first. */
  frames: readonly SocketFrame[];
  subscribe: (jobId: string) => void;
  close: () => void;
};

/** Connects with a ticket; `unreadable` when the socket does not open. */
export async function openSocket(
  { socketUrl, ticket }: { socketUrl: string; ticket: string },
  signal: AbortSignal,
): Promise<OpenSocket> {
  const socket = new WebSocket(`${socketUrl}?ticket=${encodeURIComponent(ticket)}`);
  const frames: SocketFrame[] = [];
  socket.addEventListener("message", ({ data }) => {
    const frame = Frame.safeParse(parsedJson(String(data))).data;
    if (frame !== undefined) frames.push(frame);
  });
  await new Promise<void>((resolve, reject) => {
    const refused = () => reject(unreadable(`${socketUrl} did not open.`, "Look at the log of ws-connect."));
    socket.addEventListener("open", () => resolve(), { once: true });
    socket.addEventListener("error", refused, { once: true });
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  }).catch((error: unknown) => {
    socket.close();
    throw error;
  });
  return {
    frames,
    subscribe: (jobId) => socket.send(JSON.stringify({ action: "subscribe", jobId })),
    close: () => socket.close(),
  };
}
