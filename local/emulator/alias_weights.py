"""Divides an alias's traffic between two versions, which MiniStack 1.5.33 stores and does not do.

An alias names one version and, with AdditionalVersionWeights, another one and the share of the invocations that go there.
Versions that were never published are refused, as Lambda does.
Delete this file when MiniStack knows.
"""

import random


def divide_traffic_by_weight():
    """Make every way of invoking an alias follow its weights; call before requests are answered."""
    from ministack.services import lambda_svc

    effective = lambda_svc._effective_func_record_for_qualifier
    invoke = lambda_svc._invoke

    def weighted(func, qualifier):
        alias = (func or {}).get("aliases", {}).get(qualifier) or {}
        weights = (alias.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
        chance = random.random()
        for version, weight in weights.items():
            if chance < weight:
                return version
            chance -= weight
        return qualifier

    def effective_by_weight(func, qualifier):
        return effective(func, weighted(func, qualifier))

    async def invoke_by_weight(name, event, headers, path_qualifier=None, query_params=None):
        asked = path_qualifier or lambda_svc._qp_first(query_params or {}, "Qualifier")
        chosen = weighted(lambda_svc._functions.get(name), asked) if asked else path_qualifier
        return await invoke(name, event, headers, chosen, query_params)

    lambda_svc._effective_func_record_for_qualifier = effective_by_weight
    lambda_svc._invoke = invoke_by_weight
    refuse_unknown_versions(lambda_svc)


def refuse_unknown_versions(lambda_svc):
    """Make no alias point at a version that there is not."""

    def checked(write):
        def write_known(func_name, *rest):
            func = lambda_svc._functions.get(func_name)
            unknown = [version for version in _asked_versions(rest[-1]) if func and version not in func["versions"]]
            if unknown:
                arn = f"{lambda_svc._func_arn(func_name)}:{unknown[0]}"
                return lambda_svc.error_response_json("ResourceNotFoundException", f"Function not found: {arn}", 404)
            return write(func_name, *rest)

        return write_known

    lambda_svc._create_alias = checked(lambda_svc._create_alias)
    lambda_svc._update_alias = checked(lambda_svc._update_alias)


def _asked_versions(data):
    weights = (data.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
    named = [data["FunctionVersion"]] if "FunctionVersion" in data else []
    return [version for version in [*named, *weights] if version != "$LATEST"]
