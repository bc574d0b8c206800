from .health import health
from .home import home
from .preferences import preferences, set_language, set_theme
from .role import switch_role
from .second_step import stop_second_step

__all__ = ["health", "home", "preferences", "set_language", "set_theme", "stop_second_step", "switch_role"]
