"""A stand-in for the parts of AWS that the scripts use. It answers the AWS CLI over HTTP and keeps its state in memory."""

import http.server
import json
import threading
import urllib.parse


class StandIn:
    """Two functions with versions, the alias live, alarms, the log, the table's stream, the failure queue, and the API."""

    def __init__(self):
        self.states = {"41": ["Active"], "42": ["Active"]}  # the states that a version has, one for each look
        self.woken = ["Pending", "Active"]  # the states after a call of an inactive version
        self.variables = {}
        self.broken = set()  # versions that answer 500
        self.alias = {"FunctionVersion": "41", "RevisionId": "r1", "Name": "live"}
        self.moves = []
        self.fail_moves = []  # the codes of the next moves, None for success
        self.alarms = [[]]  # the alarms that are raised, one list for each look; the last one lasts; None: the look fails
        self.failures = [0]  # the failed requests in the log, the same way
        self.successes = 0
        self.rows = None  # of any other query
        self.queries = []
        self.definitions = {}
        self.stream = {}  # shard: (parent, pages of records)
        self.stream_arn = None
        self.trimmed = set()
        self.queue = []
        self.in_flight = {}
        self.hidden = 0  # messages that another reader has received
        self.recorded = []
        self.rejected = set()  # sequence numbers that the history's function does not record
        self.requests = []

    # Lambda

    def get_alias(self):
        return 200, self.alias

    def update_alias(self, wanted):
        code = self.fail_moves.pop(0) if self.fail_moves else None
        if code:
            return 400, code
        if wanted["RevisionId"] != self.alias["RevisionId"]:
            return 412, "PreconditionFailedException"
        self.moves.append((wanted["FunctionVersion"], wanted["RoutingConfig"]["AdditionalVersionWeights"]))
        self.alias = {"Name": "live", **wanted, "RevisionId": f"r{len(self.moves) + 1}"}
        return 200, self.alias

    def configuration(self, version):
        version = self.alias["FunctionVersion"] if version == "live" else version
        if version not in self.states:
            return 404, "ResourceNotFoundException"
        states = self.states[version]
        state = states.pop(0) if len(states) > 1 else states[0]
        return 200, {"State": state, "StateReason": f"It is {state}.", "LastUpdateStatus": "Successful", "Environment": {"Variables": self.variables}}

    def invoke(self, function, version, event):
        if function.startswith("record_order_history-"):
            return self.record(event)
        version = self.alias["FunctionVersion"] if version == "live" else version
        if self.states[version][0] == "Inactive":
            self.states[version] = list(self.woken)
            return 409, "SnapStartNotReadyException"
        claims = event.get("requestContext", {}).get("authorizer", {}).get("claims", {})
        status, code = (404, "ORDER_NOT_FOUND") if "custom:tenantId" in claims else (403, "FORBIDDEN")
        if self.variables.get("REQUIRED_SCOPE") not in (None, claims.get("scope")):
            status, code = 403, "FORBIDDEN"
        if version in self.broken:
            status, code = 500, "INTERNAL_ERROR"
        self.requests.append((version, event))
        return 200, {"statusCode": status, "body": json.dumps({"success": False, "code": code, "requestId": "1"})}

    def record(self, event):
        failed = [r["dynamodb"]["SequenceNumber"] for r in event["Records"] if r["dynamodb"]["SequenceNumber"] in self.rejected]
        if not failed:
            self.recorded += event["Records"]
        return 200, {"batchItemFailures": [{"itemIdentifier": number} for number in failed]}

    # The other services

    def next_alarms(self):
        return self.alarms.pop(0) if len(self.alarms) > 1 else self.alarms[0]

    def call(self, target, body):
        operation = target.split(".")[-1]
        if operation == "StartQuery":
            self.queries.append(body)
            return 200, {"queryId": str(len(self.queries))}
        if operation == "GetQueryResults":
            if self.rows is None:
                failures = self.failures.pop(0) if len(self.failures) > 1 else self.failures[0]
                counts = {"200": self.successes, "500": failures // 2, "": failures - failures // 2}
                rows = [
                    [{"field": "number", "value": str(number)}, *([{"field": "statusCode", "value": status}] if status else [])]
                    for status, number in counts.items()
                ]
            else:
                rows = [[{"field": name, "value": value} for name, value in row.items()] for row in self.rows]
            return 200, {"status": "Complete", "results": rows}
        if operation == "DescribeQueryDefinitions":
            prefix = body["queryDefinitionNamePrefix"]
            return 200, {"queryDefinitions": [{"name": n, "queryString": q} for n, q in self.definitions.items() if n.startswith(prefix)]}
        if operation == "DescribeStream":
            # One shard on each page.
            shards = list(self.stream)
            after = body.get("ExclusiveStartShardId")
            at = shards.index(after) + 1 if after else 0
            parent = self.stream[shards[at]][0]
            shard = {"ShardId": shards[at], **({"ParentShardId": parent} if parent else {})}
            last = {"LastEvaluatedShardId": shards[at]} if at + 1 < len(shards) else {}
            return 200, {"StreamDescription": {"Shards": [shard], **last}}
        if operation == "GetShardIterator":
            if body.get("SequenceNumber") in self.trimmed:
                return 400, "TrimmedDataAccessException"
            return 200, {"ShardIterator": f"{body['ShardId']}/0"}
        if operation == "GetRecords":
            shard, page = body["ShardIterator"].split("/")
            pages = self.stream[shard][1]
            records = pages[int(page)] if int(page) < len(pages) else []
            closed = any(parent == shard for parent, _ in self.stream.values()) and int(page) + 1 >= len(pages)
            return 200, {"Records": records, **({} if closed else {"NextShardIterator": f"{shard}/{int(page) + 1}"})}
        if operation == "GetQueueUrl":
            return 200, {"QueueUrl": f"https://sqs/{body['QueueName']}"}
        if operation == "ReceiveMessage":
            if not body.get("WaitTimeSeconds"):
                # A short poll asks some servers only.
                return 200, {}
            received, self.queue = self.queue[:10], self.queue[10:]
            self.in_flight.update({message["MessageId"]: message for message in received})
            return 200, {"Messages": received} if received else {}
        if operation == "GetQueueAttributes":
            counts = {"ApproximateNumberOfMessages": len(self.queue), "ApproximateNumberOfMessagesNotVisible": len(self.in_flight) + self.hidden}
            return 200, {"Attributes": {name: str(counts[name]) for name in body["AttributeNames"]}}
        if operation == "DeleteMessage":
            del self.in_flight[body["ReceiptHandle"]]
            return 200, {}
        raise AssertionError(f"unexpected call of {target}")


def serve():
    """Starts a server on a free port. Returns it and its URL. It answers for its attribute stand_in."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *ignored):
            pass

        def answer(self):
            stand_in = self.server.stand_in
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if stand_in is None:
                return self.reject()
            path = urllib.parse.urlsplit(self.path)
            parts = [urllib.parse.unquote(part) for part in path.path.split("/") if part]
            qualifier = urllib.parse.parse_qs(path.query).get("Qualifier", [None])[0]
            if parts[:1] == ["v1.0"]:
                return self.api()
            if parts[:2] == ["2015-03-31", "functions"]:
                kind = parts[3]
                if kind == "aliases":
                    answer = stand_in.update_alias(json.loads(body)) if self.command == "PUT" else stand_in.get_alias()
                elif kind == "configuration":
                    answer = stand_in.configuration(qualifier)
                elif kind == "versions":
                    found = [{"Version": version, "LastModified": "2026-11-29", "Description": "release"} for version in ["$LATEST", *stand_in.states]]
                    answer = (200, {"Versions": found})
                elif kind == "invocations":
                    answer = stand_in.invoke(parts[2], qualifier, json.loads(body))
                else:
                    raise AssertionError(self.path)
                return self.send(*answer)
            if parts[:2] == ["2015-03-31", "event-source-mappings"]:
                mappings = [{"UUID": "u", "EventSourceArn": stand_in.stream_arn}] if stand_in.stream_arn else []
                return self.send(200, {"EventSourceMappings": mappings})
            if self.headers.get("X-Amz-Target", "").startswith("Granite") or b"Action=DescribeAlarms" in body or parts[-1:] == ["DescribeAlarms"]:
                names = stand_in.next_alarms()
                return self.reject() if names is None else self.send_alarms(names)
            return self.send(*stand_in.call(self.headers["X-Amz-Target"], json.loads(body)))

        do_GET = do_POST = do_PUT = answer

        def reject(self):
            """In the words of each protocol, as far as the AWS CLI needs them to say that the service answered."""
            if self.headers.get("smithy-protocol") == "rpc-v2-cbor":
                answer = {"__type": "StandInRejects", "message": "no"}
                return self.write(400, "application/cbor", cbor(answer), {"smithy-protocol": "rpc-v2-cbor"})
            if "xml" in self.headers.get("Accept", "") or "X-Amz-Target" not in self.headers and "urlencoded" in self.headers.get("Content-Type", ""):
                error = "<Error><Code>StandInRejects</Code><Message>no</Message></Error>"
                return self.write(400, "text/xml", f"<ErrorResponse>{error}</ErrorResponse>".encode())
            return self.send(400, "StandInRejects")

        def api(self):
            token = self.headers.get("Authorization")
            status, code = (404, "ORDER_NOT_FOUND") if token == "valid" else (401, "UNAUTHORIZED")
            self.send(status, {"success": False, "code": code, "requestId": "1"})

        def send(self, status, answer):
            if status != 200 and isinstance(answer, str):
                answer = {"__type": answer, "message": f"the stand-in says {answer}", "Message": answer}
                self.write(status, "application/json", json.dumps(answer).encode(), {"x-amzn-ErrorType": answer["__type"]})
            else:
                self.write(status, "application/json", json.dumps(answer).encode())

        def send_alarms(self, names):
            """In the protocol of the request: versions of the AWS CLI differ."""
            answer = {"MetricAlarms": [{"AlarmName": name} for name in names], "CompositeAlarms": []}
            if self.headers.get("smithy-protocol") == "rpc-v2-cbor":
                self.write(200, "application/cbor", cbor(answer), {"smithy-protocol": "rpc-v2-cbor"})
            elif "X-Amz-Target" in self.headers:
                self.send(200, answer)
            else:
                alarms = "".join(f"<member><AlarmName>{name}</AlarmName></member>" for name in names)
                result = f"<DescribeAlarmsResult><MetricAlarms>{alarms}</MetricAlarms></DescribeAlarmsResult>"
                self.write(200, "text/xml", f"<DescribeAlarmsResponse>{result}</DescribeAlarmsResponse>".encode())

        def write(self, status, kind, body, headers=()):
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **dict(headers)}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


def cbor(value):
    """Encodes maps, lists and short texts (RFC 8949)."""

    def head(major, number):
        return bytes([major << 5 | number]) if number < 24 else bytes([major << 5 | 24, number])

    if isinstance(value, dict):
        return head(5, len(value)) + b"".join(cbor(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(cbor, value))
    return head(3, len(value)) + value.encode()
