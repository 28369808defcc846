"""The alias live: which version the API calls, and the move to another one."""

import json

from aws import Failed, api_name, aws, function


class Alias:
    """The alias as it was read. A move fails if someone else has moved it since."""

    def __init__(self, options):
        self.function = function(api_name(options), options)
        self._take(aws("lambda", "get-alias", "--function-name", self.function, "--name", "live"))

    def _take(self, answer):
        self.version = answer["FunctionVersion"]
        self.weights = (answer.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
        self._revision = answer["RevisionId"]

    def __str__(self):
        return ", ".join(
            [f"live is version {self.version}", *(f"{100 * weight:.0f} % of the requests go to version {version}" for version, weight in self.weights.items())]
        )

    def move(self, version, weights=None):
        """Points the alias to a version. `weights` sends a part of the requests to other ones; without it, no request goes there."""
        routing = {"AdditionalVersionWeights": weights or {}}
        self._take(aws(
            "lambda", "update-alias", "--function-name", self.function, "--name", "live", "--function-version", version,
            "--routing-config", json.dumps(routing), "--revision-id", self._revision,
        ))  # fmt: skip
        if self.version != version or self.weights != (weights or {}):
            raise Failed(f"The alias was not moved: {self}.")
        print(f"{self.function}: {self}.")
