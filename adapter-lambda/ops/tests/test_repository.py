"""Rules of the workflows and of the Dockerfile that no other check holds. Read as text, because Python has no reader of YAML."""

import glob
import json
import os
import re
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))


def text(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


WORKFLOWS = {os.path.basename(path): text(path) for path in glob.glob(os.path.join(ROOT, ".github/workflows/*.yml"))}


class WorkflowTest(unittest.TestCase):
    def test_a_failure_in_a_pipe_fails_the_step(self):
        for name, workflow in WORKFLOWS.items():
            with self.subTest(name):
                self.assertIn("\ndefaults:\n  run:\n    shell: bash\n", workflow)
        self.assertIn("build.yml", WORKFLOWS)

    def test_each_job_has_a_time_limit(self):
        for name, workflow in WORKFLOWS.items():
            with self.subTest(name):
                self.assertEqual(len(re.findall(r"^    runs-on:", workflow, re.M)), len(re.findall(r"^    timeout-minutes:", workflow, re.M)))

    def test_one_action_has_one_version(self):
        versions = {}
        for workflow in WORKFLOWS.values():
            for action, version in re.findall(r"uses: ([\w./-]+)@(\S+)", workflow):
                versions.setdefault(action, set()).add(version)
        self.assertEqual({}, {action: found for action, found in versions.items() if len(found) > 1})

    def test_no_expression_of_a_request_is_part_of_a_script(self):
        # An expression is replaced before the shell reads the script: a branch name or an input could be a command.
        for name, workflow in WORKFLOWS.items():
            for script in re.findall(r"run: (?:\|\n((?:          .*\n|\n)+)|(.*))", workflow):
                with self.subTest(name):
                    self.assertNotRegex("".join(script), r"\$\{\{ *(?:inputs|github\.(?:event|head_ref|ref_name))")


class ImageTest(unittest.TestCase):
    def test_dependabot_can_read_the_images(self):
        images = re.findall(r"^FROM (\S+)", text("adapter-lambda/Dockerfile"), re.M)
        self.assertEqual([], [image for image in images if "$" in image])
        self.assertEqual(2, len([image for image in images if re.search(r":[\w.-]+$", image)]))

    def test_each_build_makes_an_image_that_lambda_accepts(self):
        documents = ["adapter-lambda/Dockerfile", "docs/operations.md", *(f".github/workflows/{name}" for name in WORKFLOWS)]
        builds = [line for path in documents for line in text(path).splitlines() if "docker build " in line and "`docker build" not in line]
        self.assertGreaterEqual(len(builds), 3)
        for line in builds:
            self.assertIn("--provenance=false --sbom=false", line)


class PolicyTest(unittest.TestCase):
    def test_no_policy_allows_everything(self):
        for path in glob.glob(os.path.join(ROOT, "adapter-lambda/ops/policies/*.json")):
            with self.subTest(path):
                for statement in json.loads(text(path))["Statement"]:
                    actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
                    if statement["Effect"] == "Allow":
                        self.assertEqual([], [action for action in actions if action.endswith(":*") or action == "*"])


if __name__ == "__main__":
    unittest.main()
