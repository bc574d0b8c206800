"""The strict content security policy forbids style attributes and inline scripts: no template may hold one."""

import re
from pathlib import Path

import pytest

import waypost.web

WEB = Path(waypost.web.__file__).parent
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))
FORBIDDEN = re.compile(
    r"""\sstyle\s*=|<style\b|<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*["']|javascript:|\bhx-on\b|hx-vals=["']js:""",
    re.I,
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_template_holds_no_inline_style_or_script(path):
    assert FORBIDDEN.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "bad", ['<p style="x">', "<script>x</script>", '<a onclick="x">', "<style>", '<a href="javascript:x">']
)
def test_the_check_sees_what_is_forbidden(bad):
    assert FORBIDDEN.search(bad)


def test_a_script_file_is_allowed():
    assert not FORBIDDEN.search('<script src="/static/app.js" type="module"></script>')
