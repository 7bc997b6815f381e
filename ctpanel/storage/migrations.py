"""From an older settings file to today's: one pure step for each schema number, all of them or none."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

#: The schema that this version writes. A file without a number was written by hand and counts as this one.
SCHEMA: Final = 1

Document: TypeAlias = dict[str, object]
MigrationStep: TypeAlias = Callable[[Document], Document]

#: By the schema that a step starts from; the step to the schema after it may change its argument.
STEPS: Final[Mapping[int, MigrationStep]] = {}


class MigrationFailed(Exception):
    """A step met something that it does not understand; the document is as it was."""


def migrate(
    document: Document, found: int, steps: Mapping[int, MigrationStep] = STEPS, target: int = SCHEMA
) -> Document:
    """The document in the target schema, made on a copy. Raises MigrationFailed and changes nothing.

    Only forward: a document from a newer version is the caller's to leave alone.
    """
    made = copy.deepcopy(document)
    for schema in range(found, target):
        step = steps.get(schema)
        if step is None:
            raise MigrationFailed(f"there is no way from schema {schema} to {schema + 1}")
        try:
            made = step(made)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise MigrationFailed(f"the step from schema {schema} failed: {type(error).__name__}") from error
    return made
