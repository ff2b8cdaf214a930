"""Small JavaScript projects, whose packages come from the npm registry and are kept in a cache folder."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "conflict-kg-tests"


def npm_project(folder: Path, packages: Mapping[str, str], *sources: Path) -> None:
    """Make a folder a project with these packages, by version, and these files; the test is skipped where the packages cannot be had."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("node and npm are not installed")
    manifest = json.dumps({"private": True, "type": "module", "dependencies": dict(packages)})
    (folder / "package.json").write_text(manifest, encoding="utf-8")
    (folder / "node_modules").symlink_to(_installed(manifest) / "node_modules")
    for source in sources:
        shutil.copy(source, folder)


def _installed(manifest: str) -> Path:
    cached = CACHE / hashlib.sha256(manifest.encode()).hexdigest()[:16]
    complete = cached / "complete"
    if not complete.exists():
        cached.mkdir(parents=True, exist_ok=True)
        (cached / "package.json").write_text(manifest, encoding="utf-8")
        install = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        done = subprocess.run(install, cwd=cached, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"npm packages cannot be had: {' '.join(done.stderr.split())[-300:]}")
        complete.touch()
    return cached


def node(folder: Path, *arguments: str) -> str:
    """What a JavaScript program prints that is run in a project; where it fails, its complaint fails the test."""
    done = subprocess.run(["node", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
