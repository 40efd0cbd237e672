"""Asks the emulator's own policy evaluator every question one by one; reads them as JSON on stdin, prints seconds and count."""

import json
import sys
import time

from ministack.core.iam_evaluator import EvalContext, combine_resource_policy, evaluate, parse_policy_document

work = json.load(sys.stdin)
principals = [(each["arn"], [parse_policy_document(text) for text in each["policies"]]) for each in work["principals"]]
asked = 0
allowed = 0
start = time.perf_counter()
for arn, policies in principals:
    for resource in work["resources"]:
        for action in resource["actions"]:
            context = EvalContext(
                principal_arn=arn,
                principal_type="AssumedRole",
                principal_account=work["account"],
                action=action,
                resource_arn=resource["arn"],
                region=work["region"],
            )
            asked += 1
            decision = evaluate(context, policies)
            if resource["policy"] is not None:
                required = action.startswith("kms:")
                decision = combine_resource_policy(decision, context, resource["policy"], work["account"], required)
            if decision.decision == "Allow":
                allowed += 1
print(json.dumps({"seconds": time.perf_counter() - start, "asked": asked, "allowed": allowed}))
