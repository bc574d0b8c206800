"""States and the moves between them."""


class IllegalMove(Exception):
    """A move that the states of a row do not have."""
