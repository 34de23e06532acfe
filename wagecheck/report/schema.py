"""The JSON Schema of audit.json, as it is published."""

import json
from importlib import resources
from typing import Any


def audit_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of audit.json, version `wagecheck/1`."""
    text = (resources.files("wagecheck.report") / "schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
