const root = { AWS: "arn:aws:iam::000000000000:root" };

/** A resource policy that lets the account's root do something with one resource. */
export function letting(Action: string | readonly string[], Resource: unknown): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: root, Action, Resource }] });
}
