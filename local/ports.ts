import { createServer } from "node:net";
import * as z from "zod";
import type { Folder } from "./folder.ts";
import { readJsonFile, writeJsonFile } from "./json-file.ts";

const Ports = z.object({ emulator: z.int(), model: z.int(), site: z.int() });
/** The loopback ports of one embedded AWS. */
export type Ports = z.infer<typeof Ports>;

/**
 * The ports of last time where they are still free, so that a second run changes nothing; new ones for those that are
 * taken, which is reported because functions then have to be told.
 */
export async function choosePorts(folder: Folder, report: (line: string) => void): Promise<Ports> {
  const last = await readJsonFile(folder.portsFile, Ports);
  const chosen: Record<string, number> = {};
  for (const name of ["emulator", "model", "site"] as const) {
    const wanted = last?.[name];
    if (wanted !== undefined && (await isFree(wanted))) chosen[name] = wanted;
    else {
      chosen[name] = await freePort(Object.values(chosen));
      if (wanted !== undefined)
        report(`Port ${wanted} of the ${name} is taken by another program now; it moves to ${chosen[name]}.`);
    }
  }
  const ports = Ports.parse(chosen);
  await writeJsonFile(folder.portsFile, ports);
  return ports;
}

async function freePort(taken: readonly number[]): Promise<number> {
  const port = await listenOnce(0);
  if (port === undefined) throw new Error("There is no free port on 127.0.0.1.");
  return taken.includes(port) ? freePort(taken) : port;
}

async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined;
}

/** Listens on a loopback port and lets go of it again; undefined when it is taken. */
function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(undefined);
      else reject(error);
    });
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === "object" && address !== null ? address.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}
