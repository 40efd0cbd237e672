import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";

export type RawSite = { readonly port: number; readonly sockets: readonly Socket[] } & AsyncDisposable;

/** A server of plain bytes on loopback, for answers that no HTTP server would give; it ends with the scope that holds it. */
export async function rawSite(serve: (socket: Socket) => void, tls?: TlsOptions): Promise<RawSite> {
  const sockets: Socket[] = [];
  const took = (socket: Socket) => {
    sockets.push(socket);
    // A client that hangs up is what many of these tests are about.
    socket.on("error", () => undefined);
    serve(socket);
  };
  const server: Server = tls ? createTlsServer(tls, took) : createServer(took);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Serves the same bytes to everyone who sent a whole request. */
export function answering(...parts: (string | Buffer)[]): (socket: Socket) => void {
  return (socket) => {
    socket.once("data", () => {
      for (const part of parts) socket.write(part);
    });
  };
}
