"""A contract for import-linter: what lies in a room knows its rooms below, and never a door of the house."""

from typing import cast, override

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """The doors are the modules directly in a package, and the package itself; the rooms are the packages in it.

    Every package in it must be named as a room, so that none is forgotten by the other contracts.
    """

    type_name = "doors"

    package = fields.StringField()
    rooms = fields.ListField(subfield=fields.StringField())

    @override
    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find imports of a door from within a room, and rooms that are not named."""
        package, named = cast(str, self.package), set(cast(list[str], self.rooms))
        children = {child.rpartition(".")[2]: child for child in graph.find_children(package)}
        rooms = {name for name, child in children.items() if name in named or graph.find_children(child)}
        doors = {package, *(child for name, child in children.items() if name not in rooms)}
        inside = {module for name in rooms & children.keys() for module in _tree(graph, children[name])}
        found = [
            f"{importer} imports the door {door}"
            for door in sorted(doors)
            for importer in sorted(graph.find_modules_that_directly_import(door) & inside)
        ]
        found += [f"{name} is not named as a room" for name in sorted(rooms - named)]
        found += [f"there is no room {name}" for name in sorted(named - children.keys())]
        return ContractCheck(kept=not found, metadata={"found": found})

    @override
    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print what was found."""
        for line in check.metadata["found"]:
            output.print_error(line, bold=False)


def _tree(graph: ImportGraph, package: str) -> set[str]:
    return {package, *graph.find_descendants(package)}
