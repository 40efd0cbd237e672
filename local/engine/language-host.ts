import { Server, ServerCredentials } from "@grpc/grpc-js";
import languageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { childProcesses } from "./language/child-processes.ts";
import { languageRuntime } from "./language/language-runtime.ts";

/**
 * Pulumi's language host for Node.js: the CLI starts it with the engine's address as its last argument, reads the port
 * from the first line of its output, and shows the output that follows as the program's own.
 */
const engineAddress = process.argv.at(-1) ?? "";
const children = childProcesses();

const stop = (): never => {
  children.end();
  process.exit(1);
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);

const cli = process.ppid;
const orphanCheckMilliseconds = 1000;
setInterval(() => {
  if (process.ppid !== cli) stop();
}, orphanCheckMilliseconds).unref();

const unlimited = -1;
const server = new Server({ "grpc.max_receive_message_length": unlimited, "grpc.max_send_message_length": unlimited });
server.addService(languageService.LanguageRuntimeService, languageRuntime({ engineAddress, children }));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`${port}\n`);
});
