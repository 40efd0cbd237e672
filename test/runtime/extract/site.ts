import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A site on loopback for one test; it ends with the scope that holds it. */
export async function site(listener: RequestListener): Promise<{ port: number } & AsyncDisposable> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
