"""Made-up construction sites: `build` makes clean ones, `plant` brings trouble, `write` their papers, `reckon` counts.

Nothing here imports the tool: what a site must be found guilty of is worked out independently, in plain Python.
"""

from madeup.books import write
from madeup.build import build
from madeup.ground import plant
from madeup.papers_office import template
from madeup.plan import Plan
from madeup.reckon import reckon
from madeup.site import Site

__all__ = ["Plan", "Site", "build", "plant", "reckon", "template", "write"]
