"""The audit suite of the GraphQL over HTTP specification, on `kg serve`."""

import json
from pathlib import Path

from npm import node, npm_project

PACKAGES = {"graphql": "16.15.0", "graphql-http": "1.23.1"}
AUDITS = 61


def test_every_audit_passes(tmp_path: Path, url: str) -> None:
    npm_project(tmp_path, PACKAGES, Path(__file__).with_name("audit.mjs"))
    results = json.loads(node(tmp_path, "audit.mjs", f"{url}graphql"))
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == AUDITS
