"""The tests of this folder need the extra `web`."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("aiohttp") and find_spec("textual_serve") else ["test_*.py"]
