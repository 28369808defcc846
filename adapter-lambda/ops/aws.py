"""What the scripts of this folder share: calls of the AWS CLI, and the two functions that they deploy and repair.

Region, profile and credentials are those of the AWS CLI: AWS_PROFILE, AWS_DEFAULT_REGION and its other variables. The scripts
need Python 3.9 and the AWS CLI, version 1 or 2, and no library.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time


class Failed(Exception):
    """The script cannot do what it was asked. The message is for the operator."""


class AwsError(Failed):
    """AWS rejected a call, or the call did not reach it. `code` is the code of AWS, or None."""

    def __init__(self, message):
        super().__init__(message)
        found = re.search(r"An error occurred \((\w+)\)", message)
        self.code = found and found.group(1)


def run(arguments):
    """Runs the AWS CLI. Returns its exit code, its output and its error output."""
    environment = {**os.environ, "AWS_PAGER": ""}
    try:
        done = subprocess.run(["aws", *arguments], env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise Failed("The AWS CLI is not on the PATH.") from None
    return done.returncode, done.stdout, done.stderr


def aws(*arguments):
    """Runs the AWS CLI and returns its JSON, or None if there is none."""
    code, out, err = run([*arguments, "--output", "json"])
    if code != 0:
        raise AwsError(err.strip() or f"aws {' '.join(arguments[:2])} ended with {code}")
    return json.loads(out) if out.strip() else None


def invoke(name, event, version=None):
    """Invokes a function and waits for its answer. Raises Failed if the function crashed."""
    with tempfile.TemporaryDirectory() as folder:
        event_file = os.path.join(folder, "event")
        answer_file = os.path.join(folder, "answer")
        with open(event_file, "w", encoding="utf-8") as out:
            json.dump(event, out)
        answer = aws(
            "lambda", "invoke", "--function-name", name, *(["--qualifier", version] if version else []),
            "--payload", f"fileb://{event_file}", answer_file,
        )  # fmt: skip
        with open(answer_file, encoding="utf-8") as payload:
            text = payload.read()
    if answer.get("FunctionError"):
        raise Failed(f"{name} crashed: {text[:500]}")
    return json.loads(text)


def wait_until_active(name, version, options):
    """Waits until a version can answer, and returns its configuration.

    A version with a snapshot becomes inactive after 14 days without a call, or when Lambda renews its environment. A call
    makes Lambda create the snapshot again; until then each call fails with SnapStartNotReadyException. A new version is
    pending until its first snapshot exists.
    """
    said = None
    for _ in range(options.attempts):
        configuration = aws("lambda", "get-function-configuration", "--function-name", name, "--qualifier", version)
        state = configuration.get("State")
        update = configuration.get("LastUpdateStatus", "Successful")
        if state == "Active" and update == "Successful":
            return configuration
        if "Failed" in (state, update):
            reason = configuration.get("StateReason") or configuration.get("LastUpdateStatusReason") or "no reason given"
            raise Failed(f"Version {version} of {name} failed to start: {reason}. A failed version cannot be repaired: deploy again.")
        if said != state:
            print(f"Version {version} is {state}. Waiting.")
            said = state
        if state == "Inactive":
            try:
                invoke(name, {}, version)
            except Failed as expected:
                # The call has its effect although it fails. Other errors show up as a state that does not change.
                print(f"  {str(expected).splitlines()[-1]}")
        time.sleep(options.pause)
    raise Failed(f"Version {version} of {name} is still not active: State {state}, LastUpdateStatus {update}.")


def api_name(options):
    """The name of the API's function, and the beginning of the names of its alarms, its log and its queries."""
    return f"update_order-{options.environment}"


def history_name(options):
    """The same for the function that records the history, and its queue."""
    return f"record_order_history-{options.environment}"


def function(name, options):
    """The name of a function: the function of an image has another one than that of the zip."""
    return name + ("-image" if options.image else "")


def query_log(name, query, minutes, options):
    """Runs a query of CloudWatch Logs Insights on the log of a function and returns its rows, each a dictionary."""
    end = int(time.time())
    started = aws(
        "logs", "start-query", "--log-group-name", f"/aws/lambda/{name}", "--start-time", str(end - 60 * minutes),
        "--end-time", str(end), "--query-string", query,
    )  # fmt: skip
    for _ in range(options.attempts):
        answer = aws("logs", "get-query-results", "--query-id", started["queryId"])
        if answer["status"] == "Complete":
            return [{field["field"]: field.get("value", "") for field in row} for row in answer["results"]]
        if answer["status"] not in ("Scheduled", "Running"):
            raise Failed(f"The query ended with {answer['status']}.")
        time.sleep(min(1, options.pause))
    raise Failed("The query takes too long.")


def parser(description):
    """A parser with what all scripts accept."""
    made = argparse.ArgumentParser(
        description=description,
        epilog="Region, profile and credentials are those of the AWS CLI: AWS_PROFILE, AWS_DEFAULT_REGION. "
        "Exit codes: 0 done, 1 failed, 2 wrong arguments.",
    )
    made.add_argument("environment", help="the environment, for example prod")
    made.add_argument("--image", action="store_true", help="the deployment is an image (image_uri), whose functions end in -image")
    made.add_argument("--pause", type=float, default=5, metavar="SECONDS", help="seconds between two looks (default 5)")
    made.add_argument("--attempts", type=int, default=120, metavar="N", help="looks before the script gives up (default 120)")
    return made


def main(script):
    """Runs a script and ends the process with its exit code. SIGTERM ends it like Ctrl-C, so that it can undo its work."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        script(sys.argv[1:])
    except Failed as problem:
        sys.exit(f"FAILED: {problem}")
    except KeyboardInterrupt:
        sys.exit("FAILED: interrupted")
