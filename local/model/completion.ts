import type { IncomingMessage, ServerResponse } from "node:http";
import { answerTo } from "./answer.ts";
import type { Answer } from "./ask.ts";
import type { Call } from "./call-log.ts";
import type { Endpoint } from "./endpoint.ts";
import { type FaultEffect, type FaultName, faultNames, faults } from "./fault-effects.ts";
import type { DrawnFault, FaultQueue } from "./fault-queue.ts";
import { badParameter } from "./refusal.ts";
import { sendHalf, sendJson } from "./reply.ts";
import { readJson } from "./request-body.ts";

/** What is told about a call as it goes on; `note` may be called again with more. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly at: Date;
  readonly queue: FaultQueue;
  note(known: Partial<Call>): void;
}

function faultOf({
  request,
  queue,
  model,
}: {
  request: IncomingMessage;
  queue: FaultQueue;
  model: string;
}): DrawnFault | undefined {
  const asked = request.headers["x-stand-in-fault"];
  if (asked === undefined) return queue.draw(model);
  const fault = faultNames.find((name) => name === asked);
  if (fault !== undefined) return { fault, seconds: 1 };
  const message = `Unknown fault '${String(asked)}' in the header x-stand-in-fault: use one of ${faultNames.join(", ")}.`;
  throw badParameter({ param: "x-stand-in-fault", code: "invalid_value", message });
}

/** Answers one question; throws the Refusal of a question that is refused. A fault that breaks the transport leaves the response unsent. */
export async function complete({ endpoint, exchange }: { endpoint: Endpoint; exchange: Exchange }): Promise<void> {
  const { request, response, at, queue, note } = exchange;
  const body = await readJson(request);
  const model = typeof body.model === "string" ? body.model : "";
  note({ model });
  const drawn = faultOf({ request, queue, model });
  if (drawn !== undefined) note({ fault: drawn.fault });
  const effect: FaultEffect | undefined = drawn && effectOf(drawn.fault);
  if (effect?.kind === "refuse") throw effect.refusal(drawn?.seconds ?? 1);
  if (effect?.kind === "transport" && effect.way !== "hang-mid") {
    note({ status: "none" });
    if (effect.way === "reset") request.socket.resetAndDestroy();
    return;
  }
  const judged = endpoint.judge({ body, at });
  const manner = effect?.kind === "obey" ? "obedient" : "plain";
  const plain = answerTo({ ...judged, manner, at, idPrefix: endpoint.idPrefix });
  const answer: Answer = effect?.kind === "answer" ? effect.change(plain) : plain;
  note({ status: 200, id: answer.id, usage: answer.usage, format: judged.ask.format.kind });
  const written = effect?.kind === "empty" ? endpoint.writeEmpty(answer) : endpoint.write(answer);
  if (effect?.kind === "transport") sendHalf({ response, body: written });
  else sendJson({ response, status: 200, body: written });
}

const effectOf = (name: FaultName): FaultEffect => faults[name];
