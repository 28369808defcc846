"""The commands of the documents: each `aws` command is one that the AWS CLI accepts, and each script is called as it wants."""

import os
import re
import shlex
import subprocess
import unittest
from unittest.mock import patch

import test_scripts
from test_scripts import SCRIPTS, aws

ROOT = os.path.dirname(os.path.dirname(test_scripts.FOLDER))
DOCUMENTS = ("docs/runbook.md", "docs/operations.md", "docs/disaster.md")

# What a reader puts into the commands. As long as the real values: the AWS CLI checks it.
PLACEHOLDERS = {
    "ACCOUNT": "123456789012", "STREAM": "arn:aws:dynamodb:af-south-1:123456789012:table/orders/stream/2026-11-29T00:00:00.000",
    "SHARD": "shardId-00000001573689847184-864758bb", "SEQUENCE": "800000000003126276362", "MAPPING": "14e0db71-5d35-4eb5-b481-8945cf9d10c2",
    "POOL": "af-south-1_abcdefghi", "CLIENT": "1example23456789", "QUEUE": "https://sqs.af-south-1.amazonaws.com/123456789012/q",
    "BUCKET": "orders-artifacts", "TABLE": "bbws-customer-portal-orders-prod", "ITERATOR": "iterator", "MESSAGE": "receipt", "ORDER": "order_1",
    "TIME": "2026-11-29T08:00:00Z", "EMAIL": "operator@example.com", "PASSWORD": "password", "SECRET": "secret", "COMMIT": "c0ffee",
}  # fmt: skip


def setUpModule():
    test_scripts.setUpModule()


def commands():
    """The commands of the code blocks: document, line."""
    for document in DOCUMENTS:
        path = os.path.join(ROOT, document)
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as text:
            for block in re.findall(r"^ *```(?:sh)?\n(.*?)^ *```$", text.read(), re.DOTALL | re.MULTILINE):
                for line in block.replace("\\\n", " ").splitlines():
                    yield document, line.strip()


class DocumentsTest(unittest.TestCase):
    def test_the_aws_cli_accepts_each_command(self):
        checked = 0
        for document, line in commands():
            for words in calls_of_aws(line):
                with self.subTest(document=document, command=line):
                    code, _, err = accepts(words)
                    self.assertIn(code, (254, 255), err)
                    self.assertIn("An error occurred (", err)
                checked += 1
        self.assertGreater(checked, 10)

    def test_the_scripts_accept_their_arguments(self):
        checked = 0
        for document, line in commands():
            found = re.match(r"(?:\w+=\S+ )*adapter-lambda/ops/(\w+) ?(.*)", line)
            if found:
                with self.subTest(document=document, command=line), patch.object(aws, "run", side_effect=Reached):
                    words = shlex.split(found.group(2).split(" | ")[0], comments=True)
                    self.assertRaises(Reached, SCRIPTS[found.group(1)], [os.path.expandvars(word) for word in words])
                checked += 1
        self.assertGreater(checked, 10)


class Reached(Exception):
    """The script has accepted its arguments and wants to call AWS."""


def calls_of_aws(line):
    """The arguments of each call of `aws` in a line, as Bash passes them."""
    if not re.search(r"(?:^|[\s(\"])aws ", line):
        return []
    shown = 'aws() { printf "%s\\0" "$@" >&3; printf "\\n" >&3; echo answer; }; exec 3>&1 >/dev/null;' + line
    out = subprocess.run(["bash", "-c", shown], env={**os.environ, **PLACEHOLDERS}, capture_output=True, text=True, check=False).stdout
    return [call.split("\0")[:-1] for call in out.split("\n") if call]


def accepts(words):
    """Runs the AWS CLI against a service that rejects each call: whatever gets there has passed the parser."""
    test_scripts.SERVER.stand_in = None
    # The AWS CLI opens a file that it shall upload.
    return test_scripts.RUN([__file__ if before == "--body" else word for before, word in zip(["", *words], words)])


if __name__ == "__main__":
    unittest.main()
