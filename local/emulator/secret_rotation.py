"""Lets secrets be renewed by their rotation function, and rotations be cancelled, in MiniStack 1.5.33.

It never calls the function but copies the current value into a new version, and knows no CancelRotateSecret.
Documented: a rotation makes a version AWSPENDING without a value and calls the function for it once a step; without
RotateImmediately only the schedule is kept. Not done here: the schedule itself, and the trial run of testSecret.
Delete this file when MiniStack does it.
"""

import contextvars
import json
import logging
import threading
import time
import uuid

STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")
log = logging.getLogger("rotation")


def rotate_secrets_by_function():
    """Give Secrets Manager a RotateSecret that works and a CancelRotateSecret."""
    from ministack.core.responses import error_response_json, json_response
    from ministack.services import secretsmanager

    rotate_before, handle_before = secretsmanager._rotate_secret, secretsmanager.handle_request

    def rotate(data):
        _, secret = secretsmanager._resolve(data.get("SecretId"))
        if not secret or secret.get("DeletedDate") or secretsmanager._is_replica(secret):
            return rotate_before(data)
        function = data.get("RotationLambdaARN") or secret.get("RotationLambdaARN")
        if not function:
            why = "No Lambda rotation function ARN is associated with this secret."
            return error_response_json("InvalidRequestException", why, 400)
        secret["RotationLambdaARN"] = function
        secret["RotationRules"] = data.get("RotationRules") or secret.get("RotationRules")
        secret["RotationEnabled"] = True
        version = None
        if data.get("RotateImmediately", True):
            version = data.get("ClientRequestToken") or str(uuid.uuid4())
            secretsmanager._remove_stage_everywhere(secret, "AWSPENDING")
            secret["Versions"][version] = {
                "SecretString": None,
                "SecretBinary": None,
                "CreatedDate": int(time.time()),
                "Stages": ["AWSPENDING"],
            }
            run = contextvars.copy_context().run
            threading.Thread(target=run, args=(renew, secret, version), daemon=True).start()
        answer = {"ARN": secret["ARN"], "Name": secret["Name"], "VersionId": version}
        return json_response({name: value for name, value in answer.items() if value is not None})

    def cancel(data):
        _, secret = secretsmanager._resolve(data.get("SecretId"))
        if not secret:
            why = "Secrets Manager can't find the specified secret."
            return error_response_json("ResourceNotFoundException", why, 400)
        secret["RotationEnabled"] = False
        return json_response({"ARN": secret["ARN"], "Name": secret["Name"]})

    async def handle(method, path, headers, body, query_params):
        if headers.get("x-amz-target", "").endswith(".CancelRotateSecret"):
            return cancel(json.loads(body or b"{}"))
        return await handle_before(method, path, headers, body, query_params)

    secretsmanager._rotate_secret = rotate
    secretsmanager.handle_request = handle


def renew(secret, version):
    """Call the function for each step; the first that fails ends the rotation, with the version left AWSPENDING."""
    from ministack.services import lambda_svc, secretsmanager

    found, config, name = lambda_svc._get_func_record_for_ref(secret["RotationLambdaARN"])
    if not found or not config:
        log.warning("The rotation function %s of %s does not exist.", name, secret["Name"])
        return
    record = lambda_svc._execution_record_for_config(found, config)
    for step in STEPS:
        event = {"Step": step, "SecretId": secret["ARN"], "ClientRequestToken": version}
        result = lambda_svc._execute_function_with_config_scope(record, event)
        if result.get("error"):
            log.warning("%s of %s failed: %s", step, secret["Name"], result.get("body"))
            return
    secretsmanager._remove_stage(secret, version, "AWSPENDING")
