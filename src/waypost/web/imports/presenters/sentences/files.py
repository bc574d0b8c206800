"""What can be wrong with one file as a whole."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from waypost.interchange.codes import Code

from .words import Words

AGAIN = _("Export it again.")

FILE: Final = {
    Code.EMPTY_FILE: Words(_("%(file)s is empty."), _("Export it again. Nobody is turned off because of it.")),
    Code.HEADER_ONLY: Words(
        _("%(file)s has a header and no rows."), _("Export it again. Nobody is turned off because of it.")
    ),
    Code.WEB_PAGE: Words(
        _("%(file)s is a web page, not a table."),
        _("The download may have asked for a sign-in. Sign in and export it again."),
    ),
    Code.SPREADSHEET: Words(_("%(file)s is a spreadsheet."), _("Save it as CSV in UTF-8.")),
    Code.WRONG_ENCODING: Words(
        _("%(file)s is not UTF-8 text. It looks like %(found)s."),
        _("Save it as CSV in UTF-8. We do not guess letters."),
    ),
    Code.NUL_CHARACTER: Words(_("%(file)s holds a character that no text has (NUL)."), AGAIN),
    Code.FILE_CUT: Words(_("%(file)s ends in the middle of a row."), _("The download broke off. Export it again.")),
    Code.UNCLOSED_QUOTE: Words(
        _("A quotation mark in %(file)s is never closed, so the rows after it can't be told apart."),
        _("Close it in this line, or export the file again."),
    ),
    Code.CR_ONLY: Words(_("%(file)s has line ends of very old Macs."), _("Save it as CSV in UTF-8.")),
    Code.WRONG_SEPARATOR: Words(
        _("%(file)s parts its columns with “%(found)s”, not with a comma."), _("Save it with commas.")
    ),
    Code.MISSING_HEADER: Words(
        _("The first line of %(file)s is not a header."), _("Add the line with the column names.")
    ),
    Code.MISSING_COLUMN: Words(_("%(file)s lacks the column %(found)s."), _("Add the column and send it again.")),
    Code.DUPLICATE_COLUMN: Words(_("The column %(column)s is in %(file)s twice."), _("Keep the right one.")),
    Code.UNKNOWN_COLUMN: Words(
        _("We do not know the column “%(found)s” in %(file)s."),
        _("We left it out. Nothing to do, if you do not need it."),
    ),
    Code.COLUMN_SPELLING: Words(
        _("The column is written “%(found)s”. We read %(meant)s."), _("Nothing to do, if that is right.")
    ),
}
