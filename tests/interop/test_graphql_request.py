"""graphql-request (npm) with types made by GraphQL Code Generator from the running server, checked by the TypeScript compiler."""

import json
from pathlib import Path

from npm import node, npm_project

PACKAGES = {
    "@graphql-codegen/cli": "7.4.3",
    "@graphql-codegen/client-preset": "6.2.0",
    "@types/node": "20.19.0",
    "graphql": "16.15.0",
    "graphql-request": "7.4.0",
    "typescript": "5.9.3",
}
COMPILE = "--strict --skipLibCheck --target es2022 --module nodenext --moduleResolution nodenext --types node --outDir built"


def test_a_client_with_generated_types_compiles_and_is_answered(tmp_path: Path, url: str) -> None:
    npm_project(tmp_path, PACKAGES, *Path(__file__).with_name("typescript").iterdir())
    configuration = json.loads((tmp_path / "codegen.json").read_text(encoding="utf-8")) | {"schema": f"{url}graphql"}
    (tmp_path / "codegen.json").write_text(json.dumps(configuration), encoding="utf-8")
    node(tmp_path, "node_modules/@graphql-codegen/cli/esm/bin.js", "--config", "codegen.json")
    node(tmp_path, "node_modules/typescript/bin/tsc", *COMPILE.split(), "town.ts")
    answer = json.loads(node(tmp_path, "built/town.js", f"{url}graphql"))
    assert answer == {
        "by": [{"__typename": "ArmedGroup", "name": "Marsh Front"}],
        "latitude": 50.25,
        "dates": ["2031-03-04"],
        "relations": ["CAPTURED"],
        "code": "BAD_USER_INPUT",
    }
