"""What can be wrong with one row, or with rows beside each other."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from waypost.interchange.codes import Code

from .words import Words

RIGHT = _("Is that right for all of them? Your file stays as it is.")

ROW: Final = {
    Code.WRONG_WIDTH: Words(
        _("The row has %(found)s cells. The header has %(meant)s."), _("Look for a comma too many or too few.")
    ),
    Code.BROKEN_QUOTE: Words(_("A quotation mark stands in the wrong place."), _("Put the cell in quotation marks.")),
    Code.FIELD_TOO_BIG: Words(_("A cell is far too long."), _("Look for a missing quotation mark.")),
    Code.LOST_CHARACTER: Words(
        _("A letter was lost before the file came to us (�)."), _("Export it again as UTF-8, so that names stay right.")
    ),
    Code.MISSING_VALUE: Words(_("There is nothing in the column %(column)s."), _("Fill it in.")),
    Code.TOO_LONG: Words(_("The text in the column %(column)s is too long."), _("Shorten it.")),
    Code.UNKNOWN_VALUE: Words(
        _("We do not know the word “%(found)s” in the column %(column)s."),
        _("Use a word that the format lists."),
    ),
    Code.BAD_DATE: Words(
        _("“%(found)s” is not a date such as 2026-11-24."),
        _("Write year, month, day."),
        _("The date is “%(found)s”. We would read “%(meant)s”."),
        RIGHT,
    ),
    Code.BAD_NUMBER: Words(_("“%(found)s” is not a number that can stand here."), _("Write it with digits.")),
    Code.BAD_YEAR: Words(_("“%(found)s” is not a school year."), _("Write it as the format says.")),
    Code.BAD_GRADE: Words(
        _("“%(found)s” is not a grade that we can read."),
        _("Write a code such as 09. In a course history, write KG or 1 to 18."),
        _("The grade is “%(found)s”. We would read “%(meant)s”."),
        RIGHT,
    ),
    Code.ENDS_BEFORE_IT_BEGINS: Words(_("It ends before it begins: %(found)s."), _("Check both dates.")),
    Code.IN_THE_FUTURE: Words(
        _("The row says that it was changed in the future."), _("We read it. Check the clock of your student system.")
    ),
    Code.DUPLICATE_ID: Words(
        _("Rows share one id. We do not guess which is right (see also lines %(found)s)."), _("Give each its own id.")
    ),
    Code.DUPLICATE_ID_BY_CASE: Words(
        _("Ids differ only in capital letters (see also lines %(found)s)."), _("Give each its own id.")
    ),
    Code.DUPLICATE_ROW: Words(_("The row says the same as line %(found)s."), _("Nothing to do. We took it once.")),
    Code.DANGLING_REFERENCE: Words(
        _("The row points at %(found)s (%(column)s), which is not in the upload."),
        _("Add what it points at, or take the row out."),
    ),
    Code.WAITS_FOR_HELD_ROW: Words(
        _("The row points at %(found)s (%(column)s), a row that waits."),
        _("Put that row right, and this one is ready."),
    ),
    Code.LINK_LEFT_OUT: Words(
        _("The row is ready, but one link is not: %(found)s (%(column)s)."), _("Add what it points at.")
    ),
    Code.CYCLE: Words(_("The row is above itself: %(found)s."), _("Check the parent.")),
    Code.NO_ROLE: Words(
        _("We do not know what this person is: there is no role for them."), _("Add a row to roles.csv.")
    ),
    Code.AMBIGUOUS_ROLE: Words(
        _("The role “%(found)s” says too little."), _("Say teacher, principal or another role of the format.")
    ),
    Code.UNKNOWN_MARK: Words(
        _("The district's grade policy does not know the mark “%(found)s”."),
        _("Correct the mark, or add it to the policy. We do not guess."),
        _("The mark is “%(found)s”. We would read “%(meant)s”."),
        RIGHT,
    ),
    Code.MISSING_MARK: Words(_("The course is over but has no mark."), _("Fill in the mark.")),
    Code.NOT_A_SHARE: Words(
        _("“%(found)s” is not a share of a credit that we can count."),
        _("Write halves, thirds, quarters, fifths, sixths, eighths or tenths, such as 0.5, 0.33 or 0.25."),
    ),
    Code.TOO_MANY_CREDITS: Words(_("“%(found)s” credits are more than one course gives."), _("Check the credits.")),
    Code.EARNED_MORE_THAN_ATTEMPTED: Words(_("More credits were earned than attempted."), _("Check both numbers.")),
    Code.CREDIT_WITHOUT_PASS: Words(
        _("The row gives credits but no pass."), _("Set the status to Pass, or the credits to 0.")
    ),
    Code.SHARED_CODE: Words(
        _("Courses share the code %(found)s. We keep them apart as %(meant)s."), _("Nothing to do, if that is right.")
    ),
    Code.BAD_PREREQUISITE: Words(
        _("The course needs “%(found)s”, which is no course here."),
        _("Check the name. Until then nobody is checked for it."),
    ),
    Code.NOT_IN_CATALOGUE: Words(
        _("The %(column)s names “%(found)s”, which is no course here."),
        _("Check the name. Until then it changes nothing."),
    ),
    Code.NAMES_ITSELF: Words(_("The course names itself in %(column)s."), _("Name the other course there.")),
    Code.NOTHING_WITHOUT: Words(
        _("The %(column)s means nothing while %(found)s is blank."), _("Fill in %(found)s, or clear the cell.")
    ),
    Code.LESS_THAN: Words(_("The %(column)s is less than %(found)s."), _("Check both numbers.")),
}
