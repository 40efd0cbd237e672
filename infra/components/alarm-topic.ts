import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { topicPolicy } from "../resource-policy.ts";
import { nameIn, tagsFor } from "../stage.ts";
import { alarmArns, budgetArn, type StageSite } from "../stage-arns.ts";

export type AlarmTopicArgs = StageSite & {
  /** ARN of the stage's key. */
  key: pulumi.Input<string>;
};

/** Where the stage's alarms and its budget tell people; who subscribes is up to its operators. */
export class AlarmTopic extends pulumi.ComponentResource {
  readonly topic: aws.sns.Topic;

  constructor(name: string, { key, ...site }: AlarmTopicArgs, options?: pulumi.ComponentResourceOptions) {
    super("atlas-codex:infra:AlarmTopic", name, {}, options);
    const { stage, account } = site;
    this.topic = new aws.sns.Topic(
      "alarms",
      { name: nameIn(stage, "alarms"), kmsMasterKeyId: key, tags: tagsFor(stage, "alarms") },
      { parent: this },
    );
    const policy = this.topic.arn.apply((topic) =>
      topicPolicy({ topic, account, alarms: alarmArns(site), budget: budgetArn(site) }),
    );
    new aws.sns.TopicPolicy("alarms", { arn: this.topic.arn, policy: pulumi.jsonStringify(policy) }, { parent: this });
    this.registerOutputs({ arn: this.topic.arn });
  }
}
