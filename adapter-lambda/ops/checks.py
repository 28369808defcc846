"""Requests that can change no order, by construction. Used by the scripts smoke, release and rollback."""

import json
import os
import urllib.error
import urllib.request

from aws import Failed, api_name, function, invoke, wait_until_active

# No service creates a tenant or an order with this id. Even if one did, no order is written: no status leads to `pending`, so
# the request is rejected, or the order is up to date (docs/contract.md, 1).
NO_ORDER = "smoke-test"
BODY = json.dumps({"status": "pending"})


def event(order, claims):
    """A request as API Gateway sends it to the function."""
    return {
        "resource": "/v1.0/orders/{orderId}",
        "path": f"/v1.0/orders/{order}",
        "httpMethod": "PUT",
        "headers": {"Content-Type": "application/json"},
        "pathParameters": {"orderId": order},
        "requestContext": {"requestId": "smoke-test", **({"authorizer": {"claims": claims}} if claims else {})},
        "body": BODY,
        "isBase64Encoded": False,
    }


def expect(what, status, code, found_status, body):
    try:
        answer = json.loads(body)
    except ValueError:
        answer = {}
    if found_status != status or answer.get("success") is not False or answer.get("code") != code or "requestId" not in answer:
        raise Failed(f"{what}: expected {status} {code}, found {found_status} {body[:300]}")
    print(f"{what}: {status} {code}")


def check_version(version, options):
    """Waits for a version and sends it two requests, directly."""
    name = function(api_name(options), options)
    configuration = wait_until_active(name, version, options)
    variables = configuration.get("Environment", {}).get("Variables", {})
    claims = {"custom:tenantId": NO_ORDER, "sub": NO_ORDER}
    claims.update({
        claim: variables[variable]
        for claim, variable in (("cognito:groups", "REQUIRED_GROUP"), ("scope", "REQUIRED_SCOPE"))
        if variable in variables
    })  # fmt: skip

    answer = invoke(name, event(NO_ORDER, None), version)
    expect("a request without a tenant", 403, "FORBIDDEN", answer.get("statusCode"), answer.get("body", ""))
    # The answer needs a read of the table: it proves the permission, the table's name and the connection.
    answer = invoke(name, event(NO_ORDER, claims), version)
    expect("an order that does not exist", 404, "ORDER_NOT_FOUND", answer.get("statusCode"), answer.get("body", ""))


def check_api(url, token=None):
    """Sends requests through API Gateway: one without a token, and with a token one more."""
    expect("without a token", 401, "UNAUTHORIZED", *put(url, {}))
    if token:
        expect("an order that does not exist, with a token", 404, "ORDER_NOT_FOUND", *put(url, {"Authorization": token}))


def put(url, headers):
    request = urllib.request.Request(
        f"{url.rstrip('/')}/v1.0/orders/{NO_ORDER}",
        data=BODY.encode(),
        method="PUT",
        headers={"Content-Type": "application/json", **headers},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()
    except OSError as problem:
        raise Failed(f"{url} does not answer: {problem}") from None


def token():
    """The caller's token, from the variable TOKEN so that it is not in the list of processes."""
    return os.environ.get("TOKEN")
