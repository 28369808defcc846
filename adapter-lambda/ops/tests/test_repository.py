"""Rules of the workflows and of the Dockerfile that no other check holds. Read as text, because Python has no reader of YAML."""

import glob
import json
import os
import re
import shutil
import subprocess
import tempfile
import textwrap
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


def step(workflow, name):
    """The script of a step."""
    found = re.search(rf" name: {re.escape(name)}\n(?:        .*\n)*?        run: \|\n((?:          .*\n)+)", WORKFLOWS[workflow])
    return textwrap.dedent(found.group(1))


def bash(script, folder=None, **variables):
    """Runs the script of a step as GitHub Actions does."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env={"PATH": os.environ["PATH"], **variables}, capture_output=True, text=True, check=False)


class PullRequestTest(unittest.TestCase):
    def test_a_pull_request_gets_no_role_but_the_planner_of_dev(self):
        found = set()
        for workflow in WORKFLOWS.values():
            if re.search(r"^  pull_request", workflow, re.M):
                found |= set(re.findall(r"^    environment: (.*)", workflow, re.M))
        self.assertEqual({"dev-plan"}, found)


class ApplyTest(unittest.TestCase):
    def test_only_a_commit_of_main_is_deployed(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        author = {"GIT_CONFIG_GLOBAL": os.devnull, **{f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}}
        done = bash("""
            git init -q -b main; git commit -q --allow-empty -m old; git commit -q --allow-empty -m new
            git update-ref refs/remotes/origin/main HEAD
            git checkout -q -b other; git commit -q --allow-empty -m other; git checkout -q main
            git rev-parse main~ other
        """, folder, **author)  # fmt: skip
        old, other = done.stdout.split()
        script = step("apply.yml", "The release is a commit of main.")
        for release in (other, "other", "main", old[:12], f"{old} x", "0" * 40):
            with self.subTest(release):
                self.assertNotEqual(0, bash(script, folder, RELEASE=release).returncode)
        self.assertEqual(0, bash(script, folder, RELEASE=old).returncode)
        self.assertEqual(old, bash("git rev-parse HEAD", folder).stdout.strip())

    def test_both_jobs_check_the_release_before_they_get_a_role(self):
        jobs = WORKFLOWS["apply.yml"].split("    steps:\n")[1:]
        self.assertEqual(2, len(jobs))
        for job in jobs:
            named = re.findall(r"^      - [&*](\w+)", job, re.M)
            self.assertEqual(["checkout", "release"], named[:2])

    def test_a_version_that_was_published_before_is_not_released_again(self):
        script = step("apply.yml", "The apply has published a version, or the last one is live.")
        for before, live, version, code in (("42", "41", "42", 1), ("41", "41", "42", 0), ("42", "42", "42", 0), ("", "1", "1", 0)):
            with self.subTest(before=before, live=live, version=version):
                self.assertEqual(code, bash(script, BEFORE=before, LIVE=live, VERSION=version).returncode)

    def test_a_cancelled_release_is_moved_back_unless_a_person_has_moved_it(self):
        script = step("apply.yml", "Move back after a cancellation or the time limit.")
        script = 'aws() { printf %s "$ALIAS"; }\n' + script.replace("adapter-lambda/ops/rollback", "echo moved")
        for alias, moved in (
            ('{"FunctionVersion": "41", "RoutingConfig": {"AdditionalVersionWeights": {"42": 0.1}}}', True),
            ('{"FunctionVersion": "42"}', True),
            ('{"FunctionVersion": "40"}', False),
        ):
            with self.subTest(alias):
                done = bash(script, ALIAS=alias, ENVIRONMENT="prod", LIVE="41", VERSION="42")
                self.assertEqual(0, done.returncode, done.stderr)
                self.assertEqual(moved, "moved prod 41 --without-checks" in done.stdout)


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


def policies():
    return {os.path.basename(path): text(path) for path in glob.glob(os.path.join(ROOT, "adapter-lambda/ops/policies/*.json"))}


def actions(policy):
    for statement in json.loads(policy)["Statement"]:
        yield from statement["Action"]


class ReleaseAlarmsTest(unittest.TestCase):
    def test_the_script_watches_the_alarms_that_terraform_names(self):
        output = re.search(r'output "release_alarm_names" \{(.*?)\n}', text("adapter-lambda/terraform/outputs.tf"), re.S).group(1)
        named = {"-".join(filter(None, found)) for found in re.findall(r"_alarm\.(\w+?)(?:_page\[\"(\w+)\"])?\.alarm_name", output)}
        watched = re.search(r"ALARMS = \((.*)\)", text("adapter-lambda/ops/release")).group(1)
        self.assertEqual({name.replace("_", "-") for name in named}, set(re.findall(r'"([\w-]+)"', watched)))


class RunbookTest(unittest.TestCase):
    def test_each_alarm_has_a_section(self):
        linked = set()
        for path in glob.glob(os.path.join(ROOT, "adapter-lambda/terraform/*.tf")):
            for anchor in re.findall(r"runbook_url}#([\w${}.-]+)", text(path)):
                # Sections of the objectives are made from a list.
                linked |= {anchor.replace("${each.key}", objective) for objective in ("availability", "latency")} if "${" in anchor else {anchor}
        headings = set(re.findall(r"^### (\S+)$", text("docs/runbook.md"), re.M))
        self.assertEqual(set(), linked - headings)
        self.assertGreater(len(linked), 15)


class PolicyTest(unittest.TestCase):
    def test_each_action_is_named(self):
        self.assertIn("deployer.json", policies())
        for name, policy in policies().items():
            with self.subTest(name):
                self.assertEqual([], [action for action in actions(policy) if "*" in action])

    def test_the_one_who_plans_can_change_nothing(self):
        reads = re.compile(r"\w[\w-]*:(Get|List|Describe)\w*|apigateway:GET")
        self.assertEqual([], [action for action in actions(policies()["planner.json"]) if not reads.fullmatch(action)])

    def test_roles_are_created_within_the_boundary_only(self):
        for name, policy in policies().items():
            for statement in json.loads(policy)["Statement"]:
                if {"iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"} & set(statement["Action"]):
                    with self.subTest(name):
                        self.assertIn("iam:PermissionsBoundary", statement["Condition"]["StringEquals"])

    def test_no_function_of_another_environment_matches(self):
        for name, policy in policies().items():
            with self.subTest(name):
                self.assertEqual([], re.findall(r":function:[^\"]*\$\{ENVIRONMENT}[^\"]*(?<!:)\*", policy))

    def test_only_the_api_of_the_environment_is_changed(self):
        checked = 0
        for policy in policies().values():
            for statement in json.loads(policy)["Statement"]:
                if {"apigateway:DELETE", "apigateway:PATCH", "apigateway:POST", "apigateway:PUT"} & set(statement["Action"]):
                    values = [value for keys in statement["Condition"].values() for key, value in keys.items() if key.endswith("Tag/Environment")]
                    self.assertEqual({"${ENVIRONMENT}"}, set(values), statement["Sid"])
                    checked += 1
        self.assertEqual(3, checked)

    def test_aws_accepts_their_size(self):
        values = {"ACCOUNT": "1" * 12, "REGION": "af-south-1", "ENVIRONMENT": "a" * 20}
        for name, policy in policies().items():
            with self.subTest(name):
                filled = re.sub(r"\$\{(\w+)}", lambda found: values.get(found.group(1), "x" * 80), policy)
                self.assertLessEqual(len(re.sub(r"\s", "", filled)), 6144)

    def test_the_operator_may_do_what_the_runbook_and_the_scripts_do(self):
        wanted = set(re.findall(r"(?<![\w-])aws ([\w-]+) ([a-z][\w-]+)", text("docs/runbook.md")))
        for script in ("aws.py", "alias.py", "checks.py", "smoke", "release", "rollback", "query", "replay"):
            wanted |= set(re.findall(r'aws\(\s*"([\w-]+)", "([\w-]+)"', text(f"adapter-lambda/ops/{script}")))
        allowed = set(actions(policies()["operator.json"]))
        for service, operation in sorted(wanted):
            # These need no permission of the account.
            if (service, operation) not in {("sts", "get-caller-identity"), ("cognito-idp", "initiate-auth"), ("sso", "login")}:
                with self.subTest(f"{service} {operation}"):
                    self.assertIn(permission(service, operation), allowed)
        self.assertGreater(len(wanted), 20)


def permission(service, operation):
    if service == "apigateway":
        return "apigateway:GET"
    if (service, operation) == ("lambda", "invoke"):
        return "lambda:InvokeFunction"
    service = service.replace("dynamodbstreams", "dynamodb")
    return f"{service}:{''.join(word.capitalize() for word in operation.split('-'))}"


class PlanTest(unittest.TestCase):
    """The script plan, with stand-ins of its programs."""

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        for folder in ("bin", "adapter-lambda/ops", "adapter-lambda/terraform"):
            os.makedirs(os.path.join(self.folder, folder))
        shutil.copy(os.path.join(ROOT, "adapter-lambda/ops/plan"), os.path.join(self.folder, "adapter-lambda/ops"))
        self.program("aws", """for last; do :; done; echo '{"release":"old","artifact":{"bucket":"b","key":"k","version":"1"}}' >"$last"; echo "aws $*" >>"$LOG" """)
        self.program("gh", 'echo "gh $*" >>"$LOG"; exit "${FORGED:-0}"')
        self.plan()

    def plan(self, after="1", unknown=False, unchanged="1"):
        changes = json.dumps({"resource_changes": [
            {"address": "a", "change": {"actions": ["update"], "before": {"x": "0"}, "after": {"x": after}, "after_unknown": {"y": unknown}}},
            {"address": "b", "change": {"actions": ["no-op"], "before": {"x": unchanged}, "after": {"x": unchanged}}},
        ]})  # fmt: skip
        self.program("terraform", f"""echo "terraform $*" >>"$LOG"; case $* in "show -json plan") echo '{changes}' ;; esac""")

    def program(self, name, script):
        path = os.path.join(self.folder, "bin", name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"#!/usr/bin/env bash\n{script}\n")
        os.chmod(path, 0o755)

    def run_plan(self, **variables):
        environment = {
            "PATH": f"{self.folder}/bin:{os.environ['PATH']}", "LOG": f"{self.folder}/log", "AWS_REGION": "af-south-1", "STATE_BUCKET": "state",
            "ARTIFACT_BUCKET": "b", "GITHUB_REPOSITORY": "bbws/order-service", "TFVARS": '{"user_pool_arn":"arn"}',
            "GITHUB_OUTPUT": f"{self.folder}/output", **variables,
        }  # fmt: skip
        command = [os.path.join(self.folder, "adapter-lambda/ops/plan"), "prod"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        with open(environment["LOG"], encoding="utf-8") as log:
            return done, log.read()

    def variables(self):
        with open(os.path.join(self.folder, "adapter-lambda/terraform/release.auto.tfvars.json"), encoding="utf-8") as file:
            return json.load(file)

    def test_plans_a_release_with_the_variables_of_the_account(self):
        done, log = self.run_plan(RELEASE="new", ARTIFACT='{"bucket":"b","key":"k","version":"2"}')
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual({"user_pool_arn": "arn", "release": "new", "artifact": {"bucket": "b", "key": "k", "version": "2"}}, self.variables())
        self.assertIn("--version-id 2", log)
        self.assertIn("-var-file=environments/prod.tfvars", log)
        self.assertIn("key=order-service/af-south-1/prod.tfstate", log)

    def test_plans_what_is_deployed_if_there_is_no_release(self):
        done, log = self.run_plan()
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual("old", self.variables()["release"])
        self.assertIn("--key environments/prod.json", log)

    def test_needs_no_further_variables(self):
        done, _ = self.run_plan(TFVARS="")
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual({"release", "artifact"}, set(self.variables()))

    def test_names_the_changes_by_a_digest_that_ignores_what_does_not_change(self):
        first = self.digest()
        self.assertRegex(first, r"^changes=[0-9a-f]{64}\n$")
        self.plan(unchanged="2")
        self.assertEqual(first, self.digest())

    def test_names_the_changes_by_a_digest_of_their_values(self):
        first = self.digest()
        self.plan(after="2")
        self.assertNotEqual(first, self.digest())
        self.plan(unknown=True)
        self.assertNotEqual(first, self.digest())

    def digest(self):
        self.run_plan()
        output = f"{self.folder}/output"
        with open(output, encoding="utf-8") as file:
            found = file.read()
        os.remove(output)
        return found

    def test_does_not_plan_bytes_that_the_pipeline_has_not_signed(self):
        done, log = self.run_plan(FORGED="1")
        self.assertNotEqual(0, done.returncode)
        self.assertNotIn("terraform", log)

    def test_never_applies(self):
        _, log = self.run_plan()
        self.assertNotIn("terraform apply", log)


if __name__ == "__main__":
    unittest.main()
