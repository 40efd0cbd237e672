import { serveProvider } from "./server.ts";

const checkInterval = 1000;

/** Ends with the engine that started it, also when that was killed and could not say so. */
function endWithParent(parent: number): void {
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, checkInterval);
}

endWithParent(process.ppid);
const { port } = await serveProvider(process.env);
process.stdout.write(`${port}\n`);
