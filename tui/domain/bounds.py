"""Bounds that stand beside the type of a field: `Annotated[int, Ge(0), Le(600)]`.

They say the same as those of annotated_types, and hand these out to whoever validates: pydantic
asks a bound of this kind for what it stands for. annotated_types itself is not imported until
then, since a program that starts with a file it knows validates nothing.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final


class Bound:
    """A condition on a value. Iterating over it gives what it is for annotated_types."""

    __slots__: tuple[str, ...] = ()
    __is_annotated_types_grouped_metadata__: Final = True

    def __iter__(self) -> Iterator[object]:
        import annotated_types

        arguments = [getattr(self, name) for name in self.__slots__]
        yield getattr(annotated_types, type(self).__name__)(*arguments)


class Ge(Bound):
    """At least this."""

    __slots__ = ("ge",)

    def __init__(self, ge: Any) -> None:
        self.ge = ge


class Gt(Bound):
    """More than this."""

    __slots__ = ("gt",)

    def __init__(self, gt: Any) -> None:
        self.gt = gt


class Le(Bound):
    """At most this."""

    __slots__ = ("le",)

    def __init__(self, le: Any) -> None:
        self.le = le


class MinLen(Bound):
    """At least so many characters or parts."""

    __slots__ = ("min_length",)

    def __init__(self, min_length: int) -> None:
        self.min_length = min_length


class Predicate(Bound):
    """Whatever a function says yes to."""

    __slots__ = ("func",)

    def __init__(self, func: Callable[[Any], bool]) -> None:
        self.func = func
