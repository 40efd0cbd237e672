import type { Clients } from "./clients.ts";
import type { TriedResource } from "./tried-resource.ts";

/** One action that is tried on every resource of a kind. */
export type Attempt = {
  action: string;
  /** Appended to the resource's ARN: what exactly is asked for. */
  below?: string;
  /** The emulator asks for it on another ARN than AWS does, one no policy of ours names, and so refuses what IAM allows. */
  elsewhere?: true;
  /** Asks; where the answer would change something, with an argument that is refused after the right to ask was checked. */
  send: (clients: Clients, resource: TriedResource, part: string) => Promise<unknown>;
};
