import type { Aws } from "./aws.ts";
import { regions } from "./regions.ts";
import type { Bag } from "./value.ts";

type Invoke = (aws: Aws) => Bag | Promise<Bag>;

const invokes: Readonly<Record<string, Invoke>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": async (aws) => {
    const { Account, Arn, UserId } = await aws.sts.getCallerIdentity();
    return { accountId: Account, arn: Arn, id: Account, userId: UserId };
  },
  "aws:index/getRegion:getRegion": ({ region }) => ({
    description: regions[region]?.description ?? region,
    endpoint: `ec2.${region}.amazonaws.com`,
    id: region,
    name: region,
    region,
  }),
  "aws:index/getPartition:getPartition": () => ({
    dnsSuffix: "amazonaws.com",
    id: "aws",
    partition: "aws",
    reverseDnsPrefix: "com.amazonaws",
  }),
};

/** Answers a data source that programs may ask for. Throws for one that is not served. */
export async function invoke(token: string, args: Bag, aws: Aws): Promise<Bag> {
  const answer = Object.hasOwn(invokes, token) ? invokes[token] : undefined;
  if (answer === undefined) {
    throw new Error(
      `the embedded AWS does not serve the function ${token}; it serves ${Object.keys(invokes).join(", ")}`,
    );
  }
  const asked = Object.entries(args).filter(([key, value]) => value !== undefined && key !== "region");
  if (asked.length > 0) throw new Error(`the function ${token} takes no "${asked[0]?.[0]}" on the embedded AWS`);
  return answer(aws);
}
