"""Text being typed into a field: characters and a caret. A value; it knows no field."""

from typing import NamedTuple


class Draft(NamedTuple):
    """What has been typed so far, with the caret before the character at `caret`."""

    text: str
    caret: int

    @classmethod
    def of(cls, text: str) -> "Draft":
        """Begin with a text, the caret behind it."""
        return cls(text, len(text))

    def typed(self, characters: str) -> "Draft":
        """Put characters in at the caret."""
        text = self.text[: self.caret] + characters + self.text[self.caret :]
        return Draft(text, self.caret + len(characters))

    def without_before(self) -> "Draft":
        """Take the character before the caret away."""
        if not self.caret:
            return self
        return Draft(self.text[: self.caret - 1] + self.text[self.caret :], self.caret - 1)

    def without_after(self) -> "Draft":
        """Take the character behind the caret away."""
        return self._replace(text=self.text[: self.caret] + self.text[self.caret + 1 :])

    def moved(self, steps: int) -> "Draft":
        """Move the caret, no further than the ends."""
        return self._replace(caret=max(0, min(len(self.text), self.caret + steps)))
