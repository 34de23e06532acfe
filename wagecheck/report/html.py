"""report.html: one file for people, that needs no network and runs nothing but its own few lines."""

import base64
import hashlib
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from wagecheck.model import Report
from wagecheck.report import inert, view

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NAME = "report.html"
_NAME_LENGTH = 80
_TEXT_LENGTH = 600


def write(report: Report, to: Path) -> tuple[Path, ...]:
    """Write report.html into a folder."""
    path = to / NAME
    path.write_text(page(report), encoding="utf-8", newline="\n")
    return (path,)


def page(report: Report) -> str:
    """Render the whole report as one self-contained page."""
    environment = _environment()
    prepared = view.page(report)
    running = {"left": inert.css_string(prepared.title[:_NAME_LENGTH]), "right": inert.css_string(prepared.on)}
    style = environment.get_template("style.css").render(
        running_left=Markup(running["left"]),  # noqa: S704 -- css_string escapes every sign that could end the string
        running_right=Markup(running["right"]),  # noqa: S704
        seal=prepared.seal,
    )
    script = environment.get_template("page.js").render()
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return environment.get_template("report.html").render(
        page=prepared,
        style=Markup(style),  # noqa: S704 -- our own sheet
        script=Markup(script),  # noqa: S704 -- our own script
        policy=policy,
    )


def _environment() -> jinja2.Environment:
    """Templates escape everything, and show what would act or hide; an unknown name is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["name"] = lambda text: inert.clip(text, _NAME_LENGTH)
    environment.filters["text"] = lambda text: inert.clip(text, _TEXT_LENGTH)
    return environment


def _shown(value: object) -> object:
    """Make plain text visible; markup of our own stays as it is."""
    return inert.visible(value) if type(value) is str else value


def _source(name: str) -> str:
    return _folder().joinpath(name).read_text(encoding="utf-8")


def _folder() -> "Traversable":
    """Find the templates: inside the installed package, else beside it in a checkout."""
    inside = resources.files("wagecheck") / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "templates"


def _hash(text: str) -> str:
    """Name a style or script as the content policy does."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
