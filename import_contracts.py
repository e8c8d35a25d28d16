"""An import-linter contract of our own: modules that import the standard library and each other only.

import-linter's contracts forbid what they list; this one refuses whatever is not allowed, so that a new
dependency cannot slip into a domain.
"""

import sys
from collections.abc import Iterable
from typing import cast

import grimp
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import module_expressions_to_modules
from importlinter.domain.imports import ModuleExpression


class StandardLibraryOnlyContract(Contract):
    """Each of `modules`, taken as a package, imports the standard library, itself and `besides`."""

    type_name = "standard_library_only"

    modules = fields.ListField(subfield=fields.ModuleExpressionField())
    besides = fields.ListField(subfield=fields.ModuleExpressionField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        besides = _names(graph, cast("list[ModuleExpression]", self.besides))
        refused = []
        for package in sorted(_names(graph, cast("list[ModuleExpression]", self.modules))):
            own = {package, *graph.find_descendants(package)}
            for importer in sorted(own):
                for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                    standard = imported.partition(".")[0] in sys.stdlib_module_names
                    if not standard and imported not in own | besides:
                        refused.append(f"{importer} imports {imported}")
        return ContractCheck(kept=not refused, metadata={"refused": refused})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["refused"]:
            output.print_error(line, bold=False)


def _names(graph: grimp.ImportGraph, expressions: Iterable[ModuleExpression]) -> set[str]:
    modules = module_expressions_to_modules(graph=graph, expressions=expressions, as_packages=False)
    return {module.name for module in modules}
