"""What our Dash components share; their code is assets/modules, registered by assets/gridboard.js."""

from typing import Any

from dash.development.base_component import Component


class GridboardComponent(Component):
    """A component of `window.gridboard`; a subclass names its properties in `_prop_names`."""

    _namespace = "gridboard"
    _prop_names: list[str] = []
    _children_props: list[str] = []
    _base_nodes = ["children"]
    available_wildcard_properties: list[str] = []
    _valid_wildcard_attributes: list[str] = []

    def __init__(self, children: Any = None, **properties: Any) -> None:
        """Properties by name; raises `TypeError` for one that the component does not have."""
        super().__init__(**properties if children is None else {"children": children, **properties})
