import { callerAccount } from "../../aws/caller.ts";
import type { ClientOptions, LiveResource } from "../../aws/live/account.ts";
import type { Gap } from "../../aws/live/gaps.ts";
import { readAccount } from "../../aws/live/read-account.ts";
import type { Undecided } from "../../checks/isolation/judgement.ts";
import type { Snapshot } from "../../checks/isolation/snapshot.ts";
import { readStates } from "../read-stacks.ts";
import type { Reading } from "../reading.ts";
import { compareWithStates } from "./compare.ts";
import { Identities } from "./identities.ts";
import { isOurName } from "./placement.ts";

const DEFAULT_REGION = "us-west-2";
const MOST_ATTEMPTS = 8;

export type ReadLiveArgs = { options?: Partial<ClientOptions>; note?: (service: string) => void };

/** Both stages as the account holds them now, compared with their states. */
export async function readLive({ options = {}, note }: ReadLiveArgs, signal: AbortSignal): Promise<Reading> {
  const states = await readStates(signal);
  const regions = [...new Set(states.snapshots.map(({ region }) => region ?? DEFAULT_REGION))];
  const clientOptions = (region: string): ClientOptions => ({ maxAttempts: MOST_ATTEMPTS, ...options, region });
  const account = await callerAccount({ ...clientOptions(regions[0] ?? DEFAULT_REGION), maxAttempts: 2 }, signal);
  const known = new Identities(states.snapshots.flatMap(({ resources }) => resources));
  const read = await Promise.all(
    regions.map((region) =>
      readAccount(
        {
          ...{ account, options: clientOptions(region), ...(note === undefined ? {} : { note }) },
          ours: (candidate) =>
            isOurName(candidate) || (candidate.arn !== undefined && known.byArn(candidate.arn) !== undefined),
        },
        signal,
      ),
    ),
  );
  const compared = compareWithStates({
    states: states.snapshots,
    resources: once(read.flatMap(({ resources }) => resources)),
    complete: read.every(({ gaps }) => gaps.length === 0),
  });
  return {
    mode: "live",
    ...compared,
    undecided: [
      ...states.undecided,
      ...read.flatMap(({ gaps }) => gaps.map(undecidedGap)),
      ...states.snapshots.flatMap((snapshot) => elsewhere(snapshot, account)),
      ...compared.undecided,
    ],
    notes: [],
  };
}

/** What is the same in every region (IAM, buckets, budgets) is listed once for each. */
function once(resources: readonly LiveResource[]): LiveResource[] {
  return [
    ...new Map(resources.map((each) => [`${each.type} ${each.arn ?? ""} ${each.id ?? each.name}`, each])).values(),
  ];
}

function undecidedGap({ service, permission, on, reason }: Gap): Undecided {
  const what = on === undefined ? "" : ` for ${on}`;
  return {
    subject: service,
    reason: `${permission}${what} gave no answer: ${reason}; it takes the permission ${permission}`,
  };
}

function elsewhere({ stage, account: owner }: Snapshot, account: string): Undecided[] {
  if (owner === undefined || owner === account) return [];
  return [
    {
      subject: stage,
      reason: `${stage} is in account ${owner}, and these credentials see only ${account}; what ${owner} holds was not looked at`,
    },
  ];
}
