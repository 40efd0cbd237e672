import * as z from "zod";
import { Job } from "../../runtime/domain/job.ts";
import { type SteadyRequests, steadyRequests, type Tally } from "../flow/steady-requests.ts";

export type UsersArgs = {
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly masterKey: string;
};

export type Users = {
  /** Versions of the health function that have answered since this was asked last. */
  versions(): ReadonlySet<string>;
  stop(): Promise<Tally>;
};

const EVERY_SECOND = 20;
/** Extracting a page takes the machine a hundred times longer than anything else that is asked. */
const ONE_JOB_IN = 20;
const AT_ONCE = 10;
const PATIENCE = 30_000;

const Health = z.object({ version: z.string() });
type Asked = RequestInit & { readonly expects: number; readonly key?: string };

/** A client that calls at 20 a second: health, lists, jobs from submission to result, jobs that there are and are not, keys that are none. */
export function users({ apiUrl, siteUrl, masterKey }: UsersArgs): Users {
  const begun = Date.now();
  let seen = new Set<string>();
  let made: string | undefined;
  /** The answer's body; throws where its status is another than a user expects. */
  const ask = async (path: string, { expects, key = masterKey, ...init }: Asked): Promise<unknown> => {
    const [headers, sentAt] = [{ "x-api-key": key }, Date.now()];
    const answer = await fetch(`${apiUrl}${path}`, { ...init, headers, signal: AbortSignal.timeout(PATIENCE) });
    const text = await answer.text();
    if (answer.status === expects) return JSON.parse(text);
    const when = `sent ${sentAt - begun} ms after the first, answered ${Date.now() - sentAt} ms later`;
    throw new Error(`${init.method ?? "GET"} ${path} (${when}): ${answer.status} ${text.slice(0, 200)}`);
  };
  const kinds: readonly (() => Promise<unknown>)[] = [
    async () => seen.add(Health.parse(await ask("/health", { expects: 200 })).version),
    () => ask("/jobs?limit=3", { expects: 200 }),
    () => (made === undefined ? ask("/jobs/none", { expects: 404 }) : ask(`/jobs/${made}`, { expects: 200 })),
    () => ask("/jobs", { key: "another", expects: 401 }),
    () => ask("/jobs", { method: "POST", body: "{", expects: 400 }),
  ];
  const job = async (): Promise<boolean> => {
    const body = JSON.stringify({ type: "sync", url: `${siteUrl}/article`, fresh: true });
    const { id, status } = Job.parse(await ask("/jobs", { method: "POST", body, expects: 200 }));
    made = id;
    return status === "completed";
  };
  const send: SteadyRequests["send"] = async (count) => {
    if (count % ONE_JOB_IN === 0) return job();
    await kinds[count % kinds.length]?.();
    return true;
  };
  const load = steadyRequests({ send, perSecond: EVERY_SECOND, atOnce: AT_ONCE });
  return {
    versions() {
      const told = seen;
      seen = new Set();
      return told;
    },
    stop: load.stop,
  };
}
