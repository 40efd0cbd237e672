export type Listener = {
  /** ARN of the queue. */
  queue: string;
  /** ARN of the one topic that may send to it. */
  topic: string;
};

/** The policy (JSON) by which a queue lets one topic send to it, and nobody else. */
export function listenerPolicy({ queue, topic }: Listener): string {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: queue,
    Condition: { ArnEquals: { "aws:SourceArn": topic } },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
