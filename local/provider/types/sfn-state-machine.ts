import { resourceType } from "../resource-type.ts";
import { configurationOf, machineTags, stateMachineProperties, stateMachineState } from "./sfn-state-machine-forms.ts";

/** A Step Functions state machine; its id is its ARN. */
export const stateMachine = resourceType({
  token: "aws:sfn/stateMachine:StateMachine",
  properties: stateMachineProperties,
  autoname: { property: "name", maximum: 80 },
  notReadBack: ["tracingConfiguration"],
  tags: {
    put: ({ aws, id, tags }) => aws.sfn.tagResource({ resourceArn: id, tags: machineTags(tags) }),
    remove: ({ aws, id, keys }) => aws.sfn.untagResource({ resourceArn: id, tagKeys: keys }),
  },
  renewed: (changed, { publish }) => [
    ...(["definition", "roleArn"].some((name) => changed.has(name)) ? ["revisionId"] : []),
    ...(publish === true ? ["stateMachineVersionArn", "versionDescription"] : []),
  ],
  create: async ({ aws, inputs, tags }) => {
    const { stateMachineArn } = await aws.sfn.createStateMachine({
      ...configurationOf(inputs),
      name: inputs.name,
      type: inputs.type as "STANDARD",
      publish: inputs.publish,
      tags: machineTags(tags),
    });
    return stateMachineArn ?? "";
  },
  read: async ({ aws, id }) => {
    const [found, { tags = [] }, { stateMachineVersions = [] }] = await Promise.all([
      aws.sfn.describeStateMachine({ stateMachineArn: id }),
      aws.sfn.listTagsForResource({ resourceArn: id }),
      aws.sfn.listStateMachineVersions({ stateMachineArn: id }),
    ]);
    return {
      ...stateMachineState(found),
      stateMachineVersionArn: stateMachineVersions[0]?.stateMachineVersionArn ?? "",
      versionDescription: "",
      tags: Object.fromEntries(tags.map(({ key = "", value = "" }) => [key, value])),
    };
  },
  update: ({ aws, id, inputs }) =>
    aws.sfn.updateStateMachine({ ...configurationOf(inputs), stateMachineArn: id, publish: inputs.publish }),
  delete: ({ aws, id }) => aws.sfn.deleteStateMachine({ stateMachineArn: id }),
});
