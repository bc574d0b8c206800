from . import chunks, periods, search  # noqa: F401
