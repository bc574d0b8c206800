"""What can be wrong with an upload as a whole."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from waypost.interchange.codes import Code

from .words import Words

BUNDLE: Final = {
    Code.NOT_A_ZIP: Words(
        _("%(file)s is not a zip file."), _("Drop the zip that your student system made, or its CSV files.")
    ),
    Code.DAMAGED_ZIP: Words(
        _("The zip is damaged: %(file)s can't be opened."), _("Download it again from your student system.")
    ),
    Code.LOCKED_ZIP: Words(_("%(found)s in the zip has a password."), _("Make a zip without a password.")),
    Code.ZIP_BOMB: Words(
        _("%(found)s in %(file)s grows more than 100 times when unpacked. We did not unpack it."),
        _("Make the zip again from the CSV files alone."),
    ),
    Code.TOO_BIG: Words(_("%(file)s is bigger than 2 GB unpacked."), _("Send one school at a time.")),
    Code.TOO_MANY_FILES: Words(
        _("%(file)s holds %(found)s files. A bundle has at most 50."), _("Keep only the CSV files.")
    ),
    Code.NESTED_ZIP: Words(
        _("There is another packed file in %(file)s: %(found)s."), _("Unpack it and zip the CSV files alone.")
    ),
    Code.LINK_IN_BUNDLE: Words(
        _("%(found)s is a link to another place, not a file."), _("Put the file itself into the bundle.")
    ),
    Code.PATH_TRICK: Words(
        _("%(file)s wants to put a file outside its own folder: %(found)s."),
        _("Zip the CSV files alone, without folders."),
    ),
    Code.TWICE_IN_BUNDLE: Words(_("%(found)s is in %(file)s twice."), _("Keep the right one.")),
    Code.NOT_FOUND: Words(_("There is no file %(file)s."), _("Check the name and the folder.")),
    Code.MISSING_FILE: Words(
        _("%(file)s is not in the upload."),
        _("Add it. If you mean to leave it out, say absent in manifest.csv. Nobody is turned off because of it."),
    ),
    Code.UNEXPECTED_FILE: Words(_("We do not read %(file)s."), _("Nothing to do, if you do not need it.")),
    Code.NOT_ANNOUNCED: Words(
        _("%(file)s came, but manifest.csv does not name it."),
        _("We read it, and turn nobody off because of it. Name it in manifest.csv."),
    ),
    Code.ANNOUNCED_ABSENT: Words(
        _("%(file)s came, but manifest.csv says absent."), _("We left it alone. Write bulk in manifest.csv to use it.")
    ),
    Code.OLD_VERSION: Words(
        _("This is a OneRoster 1.1 bundle."), _("We read it. Version 1.2 tells roles more exactly.")
    ),
    Code.UNKNOWN_VERSION: Words(
        _("manifest.csv names a version that we do not know: %(found)s."),
        _("We read it as version 1.2. Look closely at the numbers."),
    ),
}
