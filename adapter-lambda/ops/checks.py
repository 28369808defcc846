"""Requests that can change no order, by construction. Used by the scripts smoke, release and rollback."""

import json
import os
import urllib.error
import urllib.request

from aws import Failed, api_name, function, invoke, wait_until_active

REQUESTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "requests")


def request_event(name):
    """A request as API Gateway sends it to the function.

    No service creates a tenant or an order `smoke-test`. Even if one did, the request would write nothing: no status leads to
    `pending`, so it is rejected, or the order is up to date (docs/contract.md, 1). DeploymentChecksTest proves it.
    """
    with open(os.path.join(REQUESTS, f"{name}.json"), encoding="utf-8") as file:
        return json.load(file)


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
    no_order = request_event("no-order")
    # The function may require a group or a scope.
    for claim, variable in (("cognito:groups", "REQUIRED_GROUP"), ("scope", "REQUIRED_SCOPE")):
        if variable in variables:
            no_order["requestContext"]["authorizer"]["claims"][claim] = variables[variable]

    answer = invoke(name, request_event("no-tenant"), version)
    expect("a request without a tenant", 403, "FORBIDDEN", answer.get("statusCode"), answer.get("body", ""))
    # The answer needs a read of the table: it proves the permission, the table's name and the connection.
    answer = invoke(name, no_order, version)
    expect("an order that does not exist", 404, "ORDER_NOT_FOUND", answer.get("statusCode"), answer.get("body", ""))


def check_api(url, token=None):
    """Sends requests through API Gateway: one without a token, and with a token one more."""
    expect("without a token", 401, "UNAUTHORIZED", *put(url, {}))
    if token:
        expect("an order that does not exist, with a token", 404, "ORDER_NOT_FOUND", *put(url, {"Authorization": token}))


def put(url, headers):
    event = request_event("no-order")
    request = urllib.request.Request(
        url.rstrip("/") + event["path"],
        data=event["body"].encode(),
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
