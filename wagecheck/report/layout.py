"""Pages of HTML: one environment, one layout, one policy; every page is whole in itself and asks for nothing."""

import base64
import hashlib
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import resources, util
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup, escape

from wagecheck.language import Language, one, say
from wagecheck.report import inert

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_NAME_LENGTH = 80
_TEXT_LENGTH = 600


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page is dressed in, and what its running heads say on paper."""

    language: Language
    project: str
    """Top left of every sheet of paper: the project, or what the page is about."""
    on: str
    """Top right: the day of the audit."""
    seal: str
    """Bottom left: the short hash of the manifest."""
    styles: tuple[str, ...] = ("dossier", "pictures", "findings")
    """Sheets of `templates/style/` between the base and the ones for narrow screens and paper."""
    script: str = "page.js"
    """The one script of the page; empty for none."""
    loads: bool = False
    """Whether the script may load further ones, which hand it data. A page that is opened from a folder can load
    nothing by its hash (integrity needs a server), so the policy trusts what this script asks for, and nobody else."""


def render(template: str, sheet: Sheet, **context: object) -> str:
    """Render a template that extends `layout.html`, with its style, script and policy in it."""
    environment = _environment(sheet.language)
    style = _style(environment, sheet)
    script = environment.get_template(sheet.script).render() if sheet.script else ""
    return environment.get_template(template).render(
        style=Markup(style),  # noqa: S704 -- our own sheet
        script=Markup(script),  # noqa: S704 -- our own script
        policy=_policy(style, script, loads=sheet.loads),
        **context,
    )


def _style(environment: jinja2.Environment, sheet: Sheet) -> str:
    project = sheet.project[:_NAME_LENGTH]
    return environment.get_template("style/all.css").render(
        sheets=sheet.styles, project=project, on=sheet.on, seal=sheet.seal
    )


def _policy(style: str, script: str, *, loads: bool) -> str:
    """Allow this style and this script, and nothing else from anywhere."""
    trusted = " 'strict-dynamic'" if loads else ""
    runs = f"script-src '{_hash(script)}'{trusted}; " if script else ""
    return f"default-src 'none'; style-src '{_hash(style)}'; {runs}base-uri 'none'; form-action 'none'"


@cache
def _environment(language: Language) -> jinja2.Environment:
    """Templates escape everything, and show what would act or hide; an unknown name is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        bytecode_cache=_Compiled(),
    )
    environment.globals["lang"] = {Language.CHINESE: "zh-CN", Language.ENGLISH: "en"}[language]
    environment.globals["say"] = environment.filters["say"] = _voice(language)
    environment.filters["css"] = _css
    environment.filters["name"] = lambda text: inert.clip(text, _NAME_LENGTH, language)
    environment.filters["text"] = lambda text: inert.clip(text, _TEXT_LENGTH, language)
    return environment


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates, kept where Python keeps the compiled modules: compiling them takes a fifth of a run.

    Where Python may not write there, or was told not to, they are compiled anew each time.
    """

    def __init__(self) -> None:
        self._folder = Path(util.cache_from_source(__file__)).parent
        super().__init__(str(self._folder), f"jinja-{jinja2.__version__}-%s.cache")

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


def _voice(language: Language) -> Callable[..., str]:
    """Give the templates `say("文字 {field}", field=…)` and `word|say`: a value of markup stays markup."""

    def said(text: str, /, **values: object) -> str:
        own = say(text, language)
        if not values:
            return own
        shown = {name: value if isinstance(value, Markup) else _shown(str(value)) for name, value in values.items()}
        filled = Markup(escape(own)).format(**shown)  # noqa: S704 -- escaped, and `format` escapes each value
        return filled if language is Language.CHINESE else Markup(one(filled))  # noqa: S704 -- markup before, and after

    return said


def _css(text: str) -> Markup:
    return Markup(inert.css_string(text))  # noqa: S704 -- every sign that could end the string is escaped


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
