/** What to change, by the code of a finding. */
export const FIXES = {
  "identity-policy": "Narrow the statement to the stage's own resources, or take it away.",
  "resource-policy": "Name only the stage's own principals in the policy of the resource.",
  "trust-policy": "Let only the stage's own principals take the role on.",
  "pass-role": "Let principals pass roles of their own stage only.",
  "role-chain": "Cut the chain: take the right to assume the role away, or the trust in who assumes it.",
  "key-policy": "Give each stage its own key, and name only that stage's principals in its policy.",
  "account-wide-action":
    "Take the action away or bind it with a condition: it acts on the whole account, both stages in it.",
  "public-resource": "Name principals instead of everyone, or bind the statement with a condition.",
  "other-account": "Name roles instead of the whole account of the other stage.",
  "service-source": "Bind the statement to the stage's own source with aws:SourceArn.",
  "confused-deputy":
    "Bind the statement to the stage's own source with aws:SourceArn; the account alone does not tell stages apart.",
  "shared-resource": "Give each stage a resource of its own.",
  "shared-role": "Give each function a role of its own stage.",
  "equal-secret": "Give each stage a value of its own, and rotate both.",
  "stack-reference": "Take the reference away: a stage must not read the other's outputs.",
  "names-other-stage": "Name only what belongs to the stage; what is named here may come to exist.",
  "event-pattern": "Let the pattern name the stage's own resources, or use an event bus of the stage's own.",
  "account-wide-setting": "Keep what is one per account and region out of the stages, in a stack of its own.",
} as const;

export type PolicyCode = keyof typeof FIXES;
