import { randomUUID } from "node:crypto";
import { type SocketRegistry, TICKET_SECONDS } from "../../runtime/adapters/socket-registry.ts";
import { MOST_SUBSCRIPTIONS } from "../../runtime/adapters/socket-subscription.ts";
import { Failure } from "../../runtime/domain/failure.ts";

/** Connections in this process, for tests. */
export function memorySocketRegistry({ now = Date.now }: { now?: () => number } = {}): SocketRegistry {
  const tickets = new Map<string, number>();
  const connections = new Map<string, Set<string>>();
  return {
    async issueTicket() {
      const ticket = randomUUID();
      const expiresAt = (Math.floor(now() / 1000) + TICKET_SECONDS) * 1000;
      tickets.set(ticket, expiresAt);
      return { ticket, expiresAt };
    },
    async connect({ connectionId, ticket }) {
      const until = tickets.get(ticket) ?? 0;
      if (until <= now()) throw new Failure("unauthorized", "The ticket is unknown, used or over. Ask for a new one.");
      tickets.delete(ticket);
      connections.set(connectionId, new Set());
    },
    async disconnect({ connectionId }) {
      connections.delete(connectionId);
    },
    async subscribe({ connectionId, jobId }) {
      const followed = connections.get(connectionId);
      if (followed === undefined) throw new Failure("not-found", "This connection is not known. Connect again.");
      if (followed.size >= MOST_SUBSCRIPTIONS && !followed.has(jobId)) {
        throw new Failure("invalid-request", `A connection may follow ${MOST_SUBSCRIPTIONS} jobs at most.`);
      }
      followed.add(jobId);
    },
    async *subscribers(jobId) {
      yield [...connections].filter(([, followed]) => followed.has(jobId)).map(([connectionId]) => connectionId);
    },
  };
}
