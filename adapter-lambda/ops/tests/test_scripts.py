"""Runs the scripts against the stand-in, through the real AWS CLI: its parser, its requests and its reading of the answers."""

import contextlib
import importlib.machinery
import importlib.util
import io
import json
import os
import signal
import subprocess
import sys
import unittest
from unittest.mock import patch

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
sys.path[:0] = [FOLDER, os.path.dirname(os.path.abspath(__file__))]

import aws  # noqa: E402
import stand_in  # noqa: E402

try:
    # Version 1 of the AWS CLI is a library too. One process is faster than one for each call.
    from awscli.clidriver import create_clidriver
except ImportError:
    create_clidriver = None


def script(name):
    loader = importlib.machinery.SourceFileLoader(f"script_{name}", os.path.join(FOLDER, name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return getattr(module, name)


SCRIPTS = {name: script(name) for name in ("smoke", "rollback", "release", "query", "replay")}
FAST = ["--pause", "0"]
GRADUAL = ["--interval", "0", "--checks", "1"]


# As long as those of DynamoDB: the AWS CLI checks it.
STREAM = "arn:aws:dynamodb:af-south-1:123456789012:table/orders/stream/2026"


def sequence(number):
    return str(number).zfill(21)


def shard(name):
    return f"shardId-{name:->20}"


def record(number, order="ORDER#a", created=1_000_000_000.0):
    return {"eventID": str(number), "eventName": "MODIFY", "dynamodb": {
        "SequenceNumber": sequence(number), "ApproximateCreationDateTime": created, "Keys": {"PK": {"S": "TENANT#t"}, "SK": {"S": order}},
        "NewImage": {"total": {"N": "299.00"}}}}  # fmt: skip


def message(name, first, last):
    batch = {"shardId": shard(1), "startSequenceNumber": sequence(first), "endSequenceNumber": sequence(last), "streamArn": STREAM}
    return {"MessageId": name, "ReceiptHandle": name, "Body": json.dumps({"DDBStreamBatchInfo": batch})}


def moved_to(version, alias):
    return {"FunctionVersion": version, "RevisionId": alias["RevisionId"], "RoutingConfig": {"AdditionalVersionWeights": {}}}


def setUpModule():
    global SERVER, RUN
    SERVER, url = stand_in.serve()
    unittest.addModuleCleanup(SERVER.server_close)
    unittest.addModuleCleanup(SERVER.shutdown)
    # In this region version 1 of the AWS CLI uses no other endpoint for SQS.
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "AWS_DATA_PATH")}
    replaced = patch.dict(os.environ, {
        **kept, "AWS_ENDPOINT_URL": url, "AWS_DEFAULT_REGION": "il-central-1", "AWS_MAX_ATTEMPTS": "1", "NO_PROXY": "127.0.0.1",
        "AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none", "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }, clear=True)  # fmt: skip
    replaced.start()
    unittest.addModuleCleanup(replaced.stop)
    RUN = in_process(create_clidriver()) if create_clidriver else aws.run


def in_process(driver):
    def run(arguments):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = driver.main(arguments)
        return code, out.getvalue(), err.getvalue()

    return run


class ScriptTest(unittest.TestCase):
    def setUp(self):
        self.aws = SERVER.stand_in = stand_in.StandIn()
        self.url = os.environ["AWS_ENDPOINT_URL"]
        self.calls = []

        def recorded(arguments):
            self.calls.append(arguments)
            return RUN(arguments)

        for number in (signal.SIGINT, signal.SIGTERM):
            self.addCleanup(signal.signal, number, signal.getsignal(number))
        for replaced in (patch.object(aws, "run", recorded), patch.dict(os.environ)):
            replaced.start()
            self.addCleanup(replaced.stop)

    def run_script(self, name, *arguments):
        """Returns the output of a script that succeeds."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            SCRIPTS[name](["prod", *arguments, *FAST])
        return out.getvalue()

    def fails(self, name, *arguments):
        """Returns the output of a script that fails, and its last sentence."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out), self.assertRaises(aws.Failed) as problem:
            SCRIPTS[name](["prod", *arguments, *FAST])
        return out.getvalue() + str(problem.exception)


class SmokeTest(ScriptTest):
    def test_waits_until_the_version_is_active_before_it_sends_a_request(self):
        self.aws.states["42"] = ["Pending", "Pending", "Active"]
        self.assertIn("Version 42 is Pending. Waiting.", self.run_script("smoke", "--version", "42"))
        self.assertEqual(["42", "42"], [version for version, _ in self.aws.requests])

    def test_wakes_an_inactive_version(self):
        self.aws.states["42"] = ["Inactive"]
        self.assertIn("SnapStartNotReadyException", self.run_script("smoke", "--version", "42"))

    def test_gives_up_on_a_version_that_stays_pending(self):
        self.aws.states["42"] = ["Pending"]
        self.assertIn("still not active: State Pending", self.fails("smoke", "--version", "42", "--attempts", "3"))

    def test_reports_the_reason_of_a_failed_version(self):
        self.aws.states["42"] = ["Failed"]
        self.assertIn("It is Failed.", self.fails("smoke", "--version", "42"))

    def test_sends_only_requests_that_can_change_no_order(self):
        self.run_script("smoke")
        bodies = [json.loads(event["body"]) for _, event in self.aws.requests]
        self.assertEqual([{"status": "pending"}] * 2, bodies)
        self.assertEqual({"smoke-test"}, {event["pathParameters"]["orderId"] for _, event in self.aws.requests})

    def test_has_the_scope_that_the_function_requires(self):
        self.aws.variables = {"REQUIRED_SCOPE": "orders/write"}
        self.run_script("smoke")

    def test_finds_the_function_of_an_image(self):
        self.run_script("smoke", "--image")
        self.assertEqual({"update_order-prod-image"}, {call[3] for call in self.calls})

    def test_fails_if_the_version_answers_500(self):
        self.aws.broken.add("41")
        self.assertIn("expected 403 FORBIDDEN, found 500", self.fails("smoke"))

    def test_checks_the_api_without_and_with_a_token(self):
        self.assertNotIn("with a token", self.run_script("smoke", "--url", self.url))
        os.environ["TOKEN"] = "valid"
        self.assertIn("with a token: 404", self.run_script("smoke", "--url", self.url))

    def test_fails_if_the_api_rejects_the_token(self):
        os.environ["TOKEN"] = "expired"
        self.assertIn("found 401", self.fails("smoke", "--url", self.url))


class RollbackTest(ScriptTest):
    def test_lists_the_versions_and_changes_nothing(self):
        out = self.run_script("rollback")
        self.assertRegex(out, r"(?m)^ +42  2026-11-29 .* release$")
        self.assertNotIn("LATEST", out)
        self.assertEqual([], self.aws.moves)

    def test_wakes_the_old_version_before_it_moves_the_alias(self):
        self.aws.alias["FunctionVersion"] = "42"
        self.aws.states["41"] = ["Inactive"]
        self.run_script("rollback", "41")
        self.assertEqual([("41", {})], self.aws.moves)
        waited = [call for call in self.calls if call[1] == "get-function-configuration"]
        self.assertGreaterEqual(len(waited), 3)
        self.assertEqual("update-alias", self.calls[-1][1])

    def test_does_not_move_to_a_version_that_is_broken(self):
        self.aws.broken.add("42")
        self.fails("rollback", "42")
        self.assertEqual([], self.aws.moves)

    def test_moves_without_checks_if_the_operator_says_so(self):
        self.aws.broken.add("42")
        self.run_script("rollback", "42", "--without-checks")
        self.assertEqual([("42", {})], self.aws.moves)

    def test_wakes_the_old_version_without_checks_too(self):
        self.aws.alias["FunctionVersion"] = "42"
        self.aws.states["41"], self.aws.woken = ["Inactive"], ["Pending", "Pending", "Active"]
        self.run_script("rollback", "41", "--without-checks")
        self.assertEqual([("41", {})], self.aws.moves)
        self.assertEqual([["Active"], []], [self.aws.states["41"], self.aws.requests])

    def test_does_not_move_without_checks_to_a_version_that_stays_inactive(self):
        self.aws.states["42"] = self.aws.woken = ["Inactive"]
        self.assertIn("still not active", self.fails("rollback", "42", "--without-checks", "--attempts", "2"))
        self.assertEqual([], self.aws.moves)

    def test_needs_no_request_without_checks_if_the_version_is_active(self):
        self.run_script("rollback", "42", "--without-checks")
        self.assertNotIn("invoke", [call[1] for call in self.calls])

    def test_ends_a_release_at_once(self):
        self.aws.alias["RoutingConfig"] = {"AdditionalVersionWeights": {"42": 0.1}}
        self.run_script("rollback", "41")
        self.assertEqual([("41", {})], self.aws.moves)
        self.assertEqual(["get-alias", "update-alias"], [call[1] for call in self.calls])

    def test_does_not_undo_the_move_of_another_operator(self):
        self.aws.fail_moves = ["PreconditionFailedException"]
        self.assertIn("PreconditionFailedException", self.fails("rollback", "42"))

    def test_names_a_version_that_does_not_exist(self):
        self.assertIn("ResourceNotFoundException", self.fails("rollback", "7"))


class ReleaseTest(ScriptTest):
    def test_moves_a_tenth_and_then_all_requests(self):
        out = self.run_script("release", "42", *GRADUAL)
        self.assertEqual([("41", {"42": 0.1}), ("42", {})], self.aws.moves)
        self.assertEqual(2, out.count("no alarm, 0 of 0 requests failed"))

    def test_checks_the_version_before_it_gets_a_request(self):
        self.aws.broken.add("42")
        self.fails("release", "42", *GRADUAL)
        self.assertEqual([], self.aws.moves)

    def test_goes_back_if_an_alarm_is_raised(self):
        self.aws.alarms = [[], ["update_order-prod-error-rate"]]
        self.assertIn("alarm update_order-prod-error-rate", self.fails("release", "42", *GRADUAL))
        self.assertEqual([("41", {"42": 0.1}), ("41", {})], self.aws.moves)

    def test_goes_back_after_the_second_move_too(self):
        self.aws.alarms = [[], [], ["update_order-prod-duration"]]
        self.fails("release", "42", *GRADUAL)
        self.assertEqual([("41", {"42": 0.1}), ("42", {}), ("41", {})], self.aws.moves)

    def test_goes_back_if_only_the_new_version_fails_and_no_alarm_is_raised(self):
        self.aws.failures = [0, 3]
        self.assertIn("3 of 3 requests failed in version 42", self.fails("release", "42", *GRADUAL))
        self.assertEqual(("41", {}), self.aws.moves[-1])
        self.assertIn(r"/\[42\]/", self.aws.queries[-1]["queryString"])

    def test_tolerates_as_many_failures_as_the_operator_says(self):
        self.aws.failures = [3]
        self.run_script("release", "42", "--failures", "3", *GRADUAL)

    def test_tolerates_a_small_share_of_failures(self):
        self.aws.failures, self.aws.successes = [5], 95
        self.assertIn("5 of 100 requests failed", self.run_script("release", "42", *GRADUAL))
        self.aws.alias["FunctionVersion"], self.aws.successes = "41", 94
        self.assertIn("5 of 99 requests failed", self.fails("release", "42", *GRADUAL))

    def test_goes_back_if_the_alarms_cannot_be_read(self):
        self.aws.alarms = [[], None]
        self.fails("release", "42", *GRADUAL)
        self.assertEqual(("41", {}), self.aws.moves[-1])

    def test_goes_back_if_it_is_interrupted(self):
        with patch("time.sleep", side_effect=KeyboardInterrupt), self.assertRaises(KeyboardInterrupt):
            self.run_script("release", "42", *GRADUAL)
        self.assertEqual([("41", {"42": 0.1}), ("41", {})], self.aws.moves)

    def test_goes_back_whatever_signals_follow(self):
        move = self.aws.update_alias

        def interrupted(wanted):
            if self.aws.moves:
                for number in (signal.SIGINT, signal.SIGTERM):
                    os.kill(os.getpid(), number)
            return move(wanted)

        self.aws.update_alias = interrupted
        with patch("time.sleep", side_effect=KeyboardInterrupt), self.assertRaises(KeyboardInterrupt):
            self.run_script("release", "42", *GRADUAL)
        self.assertEqual([("41", {"42": 0.1}), ("41", {})], self.aws.moves)

    def test_goes_back_if_the_answer_to_a_move_is_lost(self):
        self.aws.fail_moves = ["ServiceException"]
        self.fails("release", "42", *GRADUAL)
        self.assertEqual([("41", {})], self.aws.moves)

    def test_leaves_the_alias_to_the_person_who_moved_it_during_a_release(self):
        for phase in (1, 2):
            with self.subTest(phase=phase):
                self.aws.alias = {"FunctionVersion": "41", "RevisionId": "r1", "Name": "live"}
                self.aws.moves = []
                elapsed = []

                def sleep(_, phase=phase, elapsed=elapsed):
                    elapsed.append(1)
                    if len(elapsed) == phase:
                        self.aws.update_alias(moved_to("40", self.aws.alias))

                with patch("time.sleep", sleep):
                    out = self.fails("release", "42", *GRADUAL)
                self.assertIn("the alias was moved by another person: live is version 40", out)
                self.assertEqual(("40", {}), self.aws.moves[-1])

    def test_leaves_the_alias_to_the_person_who_moved_it_before_the_way_back(self):
        self.aws.alarms = [[], ["update_order-prod-error-rate"]]
        look = self.aws.next_alarms

        def moved_meanwhile():
            if self.aws.moves:
                self.aws.update_alias(moved_to("40", self.aws.alias))
            return look()

        self.aws.next_alarms = moved_meanwhile
        self.assertIn("alarm update_order-prod-error-rate", self.fails("release", "42", *GRADUAL))
        self.assertEqual([("41", {"42": 0.1}), ("40", {})], self.aws.moves)

    def test_repeats_the_way_back_and_says_what_to_do_if_it_fails(self):
        self.aws.alarms = [[], ["update_order-prod-error-rate"]]
        self.aws.fail_moves = [None, "ServiceException", "ServiceException", None]
        self.fails("release", "42", *GRADUAL)
        self.assertEqual(("41", {}), self.aws.moves[-1])

        self.aws.alarms = [[], ["update_order-prod-error-rate"]]
        self.aws.fail_moves = [None, *["ServiceException"] * 3]
        self.assertIn("Do it now: rollback prod 41", self.fails("release", "42", *GRADUAL))

    def test_does_not_start_while_an_alarm_is_raised(self):
        self.aws.alarms = [["update_order-prod-api-5xx"]]
        self.assertIn("no release while an alarm is raised", self.fails("release", "42", *GRADUAL))
        self.assertEqual([], self.aws.moves)

    def test_does_not_start_beside_another_release(self):
        self.aws.alias["RoutingConfig"] = {"AdditionalVersionWeights": {"40": 0.1}}
        self.assertIn("rollback prod 41", self.fails("release", "42", *GRADUAL))

    def test_watches_the_alarms_of_its_environment_only(self):
        self.run_script("release", "42", "--image", *GRADUAL)
        looks = [call for call in self.calls if call[1] == "describe-alarms"]
        names = {name for call in looks for name in call[call.index("--alarm-names") + 1 : call.index("--alarm-types")]}
        self.assertEqual({f"update_order-prod-{alarm}" for alarm in ("error-rate", "api-5xx", "duration", "slo-availability")}, names)
        self.assertEqual(3, len(looks))


class QueryTest(ScriptTest):
    def setUp(self):
        super().setUp()
        self.aws.definitions = {
            "update_order-prod/failures": "filter statusCode >= 500",
            "update_order-prod/order-trail": 'filter orderId = "ORDER_ID"',
            "record_order_history-prod/failures": 'filter level = "ERROR"',
        }
        self.aws.rows = [{"@timestamp": "2026-11-29 10:00:00.000", "message": "Order updated", "@ptr": "x"}]

    def test_lists_the_queries(self):
        self.assertEqual("failures\nhistory/failures\norder-trail\n", self.run_script("query"))

    def test_prints_the_rows(self):
        out = self.run_script("query", "failures")
        self.assertIn("message        Order updated\n", out)
        self.assertNotIn("@ptr", out)
        self.assertIn("1 rows in the last 60 minutes", out)

    def test_asks_the_log_of_the_history(self):
        self.run_script("query", "history/failures", "--minutes", "5")
        asked = self.aws.queries[0]
        self.assertEqual("/aws/lambda/record_order_history-prod", asked["logGroupName"])
        self.assertEqual(300, asked["endTime"] - asked["startTime"])

    def test_puts_the_order_into_the_query(self):
        self.run_script("query", "order-trail", "--order", "order_1")
        self.assertEqual('filter orderId = "order_1"', self.aws.queries[0]["queryString"])
        self.assertIn("needs --order", self.fails("query", "order-trail"))

    def test_names_the_queries_if_there_is_none(self):
        self.assertIn("There are: failures, history/failures, order-trail", self.fails("query", "x"))


class ReplayTest(ScriptTest):
    def setUp(self):
        super().setUp()
        self.aws.stream_arn = STREAM

    def recorded(self):
        return [int(sent["dynamodb"]["SequenceNumber"]) for sent in self.aws.recorded]

    def test_records_the_changes_of_the_messages_and_deletes_them(self):
        self.aws.stream = {shard(1): (None, [[record(9), record(10)], [], [record(11), record(12)]])}
        self.aws.queue = [message("a", 10, 11)]
        self.assertIn("1 of 1 messages: 2 changes are recorded.", self.run_script("replay", "queue"))
        self.assertEqual([10, 11], self.recorded())
        self.assertEqual({}, self.aws.in_flight)

    def test_sends_a_record_as_the_event_source_mapping_does(self):
        self.aws.stream = {shard(1): (None, [[record(10)]])}
        self.aws.queue = [message("a", 10, 10)]
        self.run_script("replay", "queue")
        sent = self.aws.recorded[0]
        self.assertEqual(STREAM, sent["eventSourceARN"])
        self.assertEqual(1_000_000_000, sent["dynamodb"]["ApproximateCreationDateTime"])
        self.assertEqual({"total": {"N": "299.00"}}, sent["dynamodb"]["NewImage"])

    def test_says_that_an_item_has_expired_as_lambda_says_it(self):
        expired = {**record(10), "userIdentity": {"PrincipalId": "dynamodb.amazonaws.com", "Type": "Service"}}
        self.aws.stream = {shard(1): (None, [[expired]])}
        self.aws.queue = [message("a", 10, 10)]
        self.run_script("replay", "queue")
        self.assertEqual({"principalId": "dynamodb.amazonaws.com", "type": "Service"}, self.aws.recorded[0]["userIdentity"])

    def test_keeps_a_message_whose_changes_were_not_recorded_and_goes_on(self):
        self.aws.stream = {shard(1): (None, [[record(10), record(11)]])}
        self.aws.queue = [message("a", 10, 10), message("b", 11, 11)]
        self.aws.rejected = {sequence(10)}
        out = self.fails("replay", "queue")
        self.assertIn("1 of 2 messages", out)
        self.assertIn("query prod history/failures", out)
        self.assertEqual(["a"], list(self.aws.in_flight))

    def test_says_that_an_old_change_is_missing_permanently(self):
        self.aws.queue = [message("a", 10, 10)]
        self.aws.trimmed = {sequence(10)}
        self.assertIn("permanently missing", self.fails("replay", "queue"))
        self.assertEqual(["a"], list(self.aws.in_flight))

    def test_does_not_delete_a_message_without_its_change(self):
        self.aws.stream = {shard(1): (None, [[record(20)]])}
        self.aws.queue = [message("a", 10, 10)]
        self.assertIn("no record was found", self.fails("replay", "queue"))

    def test_fails_while_another_reader_has_messages(self):
        self.aws.hidden = 2
        self.assertIn("About 2 messages remain in the queue", self.fails("replay", "queue"))

    def test_reads_more_messages_than_one_answer_holds(self):
        self.aws.stream = {shard(1): (None, [[record(10)]])}
        self.aws.queue = [message(str(n), 10, 10) for n in range(11)]
        self.assertIn("11 of 11 messages", self.run_script("replay", "queue"))

    def test_reads_the_whole_stream_parents_first(self):
        self.aws.stream = {shard("b"): (shard("a"), [[record(3)]]), shard("a"): (None, [[record(1)], [], [record(2)]])}
        self.assertIn("3 changes are recorded.", self.run_script("replay", "stream"))
        self.assertEqual([1, 2, 3], self.recorded())

    def test_reads_the_stream_of_a_deleted_mapping_if_the_operator_names_it(self):
        self.aws.stream_arn = None
        self.aws.stream = {shard(1): (None, [[record(1)]])}
        self.assertIn("0 event source mappings, expected 1. Name the stream: --stream ARN", self.fails("replay", "stream"))
        self.run_script("replay", "stream", "--stream", STREAM)
        self.assertEqual([STREAM], [sent["eventSourceARN"] for sent in self.aws.recorded])

    def test_sends_neither_counters_nor_the_history(self):
        self.aws.stream = {shard(1): (None, [[record(1, "ORDER_NUMBER"), record(2, "HISTORY"), record(3)]])}
        self.assertIn("1 changes are recorded.", self.run_script("replay", "stream"))

    def test_leaves_out_the_changes_before_a_time(self):
        old, new = record(1, created=1_700_000_000), record(2, created=1_700_000_060)
        self.aws.stream = {shard(1): (None, [[old, new]])}
        self.run_script("replay", "stream", "--since", "2023-11-14T22:14:00Z")
        self.assertEqual([2], self.recorded())

    def test_leaves_changes_after_its_start_to_the_mapping(self):
        self.aws.stream = {shard(1): (None, [[record(1)], [record(2, created=4_000_000_000)], [record(3, created=4_000_000_000)]])}
        self.assertIn("1 changes are recorded.", self.run_script("replay", "stream"))

    def test_stops_at_a_change_that_is_not_recorded(self):
        self.aws.stream = {shard(1): (None, [[record(1)], [record(2)]])}
        self.aws.rejected = {sequence(1)}
        self.fails("replay", "stream")
        self.assertEqual([], self.aws.recorded)


class ProgramTest(ScriptTest):
    """The scripts as processes."""

    def test_each_script_explains_itself(self):
        for name in SCRIPTS:
            done = subprocess.run([sys.executable, os.path.join(FOLDER, name), "--help"], capture_output=True, text=True, check=True)
            self.assertIn("AWS_PROFILE", done.stdout)

    def test_a_script_ends_with_1_and_one_sentence_if_it_fails(self):
        done = subprocess.run([os.path.join(FOLDER, "rollback"), "prod", "7", *FAST], capture_output=True, text=True, check=False)
        self.assertEqual(1, done.returncode)
        self.assertRegex(done.stderr, r"^FAILED: An error occurred \(ResourceNotFoundException\)")
        self.assertNotIn("Traceback", done.stderr)


if __name__ == "__main__":
    unittest.main()
