import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export type WatchedRelay = {
  /** The relayed server's API, as a client is told of it. */
  readonly url: string;
  /** How many connections the client holds open. */
  readonly open: () => number;
  /** How many it has closed. */
  readonly closed: () => number;
  /** Bytes that went to the client. */
  readonly received: () => number;
};

/** A relay to a port on loopback that shows what a client does with its connections; it ends with the test. */
export async function watchedRelay(port: number): Promise<WatchedRelay> {
  const clients = new Set<Socket>();
  let received = 0;
  let closed = 0;
  const server = createServer((client) => {
    const behind = connect(port, "127.0.0.1");
    clients.add(client);
    client.on("close", () => {
      clients.delete(client);
      closed += 1;
      behind.destroy();
    });
    client.on("error", () => behind.destroy());
    behind.on("error", () => client.resetAndDestroy());
    behind.on("data", (chunk: Buffer) => {
      received += chunk.length;
      if (!client.write(chunk)) behind.pause();
    });
    client.on("drain", () => behind.resume());
    behind.on("end", () => client.end());
    client.pipe(behind);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const client of clients) client.destroy();
    server.close();
  });
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}/v1`,
    open: () => clients.size,
    closed: () => closed,
    received: () => received,
  };
}
