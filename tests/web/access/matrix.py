"""The permission matrix as people agreed on it: a second, independent telling of who may do what on every page.

It is written by hand from what schools may see (docs/permissions.md tells the same from the code), so a slip in
access.roles shows here. Adding a page means adding a line; deleting one means deleting its line.

Two questions decide every answer.

WHAT DEED, by role: the letters in the third column.
  S student    G guardian    C counselor    A advisor    T teacher    M case manager
  H school's head office     D district office     P privacy officer     - not signed in
A role that is not named gets 403, whatever record it asks for. Who is not signed in goes to the sign-in,
unless `-` is named: then the page is public.

WHOSE RECORD, by part: the table REACH. A part is a role's letter, or one of these:
  s another student of the same school          g a guardian whose rights are limited
  c a counselor of the same school without Maya, with Theo
  X a counselor and  x a student of another district
Who does not reach the record gets 404, and the page is the one that an unknown id gets.

The fourth column is the answer to whoever may: 200 a page, 302 done, 409 and 422 a page with the reason. After it:
  G=302   this part or role gets another answer
  *       the same answer for any record, since the page names none; 302* and G=302* say so of one answer
  +asked, +approved, +undone   the state that the record is put into before (see test_matrix.py)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ROLE_OF: Final = {"s": "S", "x": "S", "g": "G", "c": "C", "X": "C"}  # the others are their own role

REACH: Final = {
    "maya": "S G C A T M H D P",
    "theo": "s c H D P",
    "noor": "x X",
    "nobody": "",
}

#: For what belongs to a district as a whole: the import run, the district's own rulebook and its office's try of it.
DISTRICT_REACH: Final = {
    "maya": "S s G g C c A T M H D P",
    "noor": "x X",
    "nobody": "",
}

#: Nobody of the cast has a password or a second step yet: allauth answers them 403 and 404 where it needs one.
SITE: Final = """
home                          GET   -SGCATMHDP  302 *
health                        GET   -SGCATMHDP  200 *
preferences                   GET   SGCATMHDP   200 *
preferences                   POST  SGCATMHDP   302 *
switch_role                   POST  SGCATMHDP   302 *
set_language                  POST  -SGCATMHDP  302 *
set_theme                     POST  -SGCATMHDP  302 *
account_login                 GET   -SGCATMHDP  302 * -=200
account_login                 POST  -SGCATMHDP  302 * -=200
account_logout                GET   -SGCATMHDP  200 * -=302
account_logout                POST  -SGCATMHDP  302 *
account_inactive              GET   -SGCATMHDP  200 *
mfa_authenticate              GET   -SGCATMHDP  302 *
mfa_authenticate              POST  -SGCATMHDP  302 *
account_reauthenticate        GET   -SGCATMHDP  403 * -=302
account_reauthenticate        POST  -SGCATMHDP  403 * -=302
mfa_reauthenticate            GET   -SGCATMHDP  403 * -=302
mfa_reauthenticate            POST  -SGCATMHDP  403 * -=302
account_change_password       GET   -SGCATMHDP  302 *
account_change_password       POST  -SGCATMHDP  302 *
account_set_password          GET   -SGCATMHDP  200 * -=302
account_set_password          POST  -SGCATMHDP  200 * -=302
mfa_index                     GET   -SGCATMHDP  200 * -=302
mfa_activate_totp             GET   -SGCATMHDP  200 * -=302
mfa_activate_totp             POST  -SGCATMHDP  200 * -=302
mfa_deactivate_totp           GET   -SGCATMHDP  404 * -=302
mfa_deactivate_totp           POST  -SGCATMHDP  404 * -=302
mfa_view_recovery_codes       GET   -SGCATMHDP  404 * -=302
mfa_generate_recovery_codes   GET   -SGCATMHDP  200 * -=302
mfa_generate_recovery_codes   POST  -SGCATMHDP  200 * -=302
mfa_download_recovery_codes   GET   -SGCATMHDP  404 * -=302
"""

RULES_AND_IMPORTS: Final = """
catalog:rulebook_list         GET   SGCATMHDP   200 *
catalog:rulebook_load         GET   D           200 *
catalog:rulebook_load         POST  D           422 *
catalog:rulebook_detail       GET   SGCATMHDP   200
standings:rulebook_try            GET   HD          200 D=302
standings:rulebook_try            POST  HD          302
standings:audit_run_list          GET   HD          200 *
standings:audit_run_start         POST  D           302 *
standings:audit_run_detail        GET   HD          200 H=404
standings:audit_run_stop          POST  HD          302 H=404
standings:audit_run_resume        POST  HD          302 H=404
standings:audit_run_publish       POST  D           302
demand:demand                  GET   HD          200 *
demand:demand_periods          POST  HD          302 *
demand:periods_cancel          POST  HD          302
demand:demand_file             GET   HD          200 *
imports:run_list              GET   D           200 *
imports:run_check             POST  D           422 *
imports:run_detail            GET   D           200
imports:run_going             GET   D           200
imports:run_apply             POST  D           302
imports:run_fix               POST  D           302
imports:run_drop              POST  D           302
imports:run_undo              POST  D           302
imports:run_again             POST  D           302
"""

PLANS: Final = """
front:home                    GET   S           200 *
front:family                  GET   SGCATMHP    200 *
front:family_child            GET   SGCATMHP    302* G=200
front:plan_detail             GET   SGCATMHP    200 G=302*
front:turn_read               POST  S           302
plans:plan_current            GET   SGCATMHP    302 *
plans:planner                 GET   SGCATMHP    200
plans:planner_find            GET   S           200
plans:planner_why             GET   SGCATMHP    200
plans:planner_spots           GET   S           200
plans:planner_add             POST  S           302
plans:planner_move            POST  S           302
plans:planner_remove          POST  S           302
plans:planner_took            POST  S           302
plans:planner_swap            POST  S           302
plans:planner_take            POST  S           302
plans:planner_credit          POST  S           302
plans:planner_pin             POST  S           302
plans:planner_undo            POST  S           302
plans:planner_redo            POST  S           302 +undone
plans:branch_create           GET   S           200
plans:branch_create           POST  S           302
plans:branch_use              POST  S           302
plans:branch_archive          POST  S           302
plans:compare                 GET   SGCATMHP    200
plans:class_year              GET   CHD         200
plans:class_year              POST  CHD         302
plans:follow                  GET   S           200
plans:follow                  POST  S           302
finder:search_new              GET   SGCATMHP    200
finder:search_new              POST  SGCATMHP    302
finder:fixes                   GET   SGCATMHP    200
finder:fixes                   POST  SGCATMHP    302
finder:what_if_ask             GET   SGCATMHP    200
finder:what_if_ask             POST  SGCATMHP    302
finder:search_detail           GET   SGCATMHP    404* S=200
finder:search_cancel           POST  SGCATMHP    404* S=302
finder:search_use              POST  S           302
finder:search_propose          POST  CA          404*
reviews:plan_send               GET   S           200
reviews:plan_send               POST  S           302 +asked
reviews:review_current          GET   SGCATMHP    302
reviews:version_list            GET   SGCATMHP    200
reviews:version_detail          GET   SGCATMHP    200
reviews:review_detail           GET   SGCATMHP    200
reviews:review_answer           POST  S           302 +asked
reviews:review_withdraw         POST  S           302
reviews:proposal_detail         GET   SGCATMHP    200
reviews:proposal_accept         POST  S           302
reviews:proposal_decline        POST  S           302
advising:caseload             GET   CA          200 *
advising:plans_approve        POST  C           302 *
advising:approvals_undo       POST  C           302 * +approved
advising:fixes_find           POST  CA          302 *
advising:fixes_stop           POST  CA          302 *
advising:fix_ask              POST  CA          404*
advising:review_detail        GET   CA          200
advising:review_approve       POST  C           302
advising:review_ask           POST  C           302
advising:review_reopen        POST  C           302 +approved
advising:proposal_create      GET   CA          200
advising:proposal_create      POST  CA          302
advising:proposal_withdraw    POST  CA          302 A=404
"""

DEMO: Final = """
demo:board                    GET   -SGCATMHDP  200 *
demo:become                   POST  -SGCATMHDP  404 *
demo:clock                    POST  -SGCATMHDP  302 *
demo:reset                    POST  -SGCATMHDP  302 *
demo:outbox                   GET   -SGCATMHDP  200 *
demo:sample_bundle            GET   -SGCATMHDP  200 *
"""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A status, and whether it is the same for any record."""

    code: int
    any_record: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the matrix."""

    route: str
    verb: str
    roles: str
    answer: Answer
    others: dict[str, Answer]  # by part or role
    state: str

    def allows(self, part: str) -> bool:
        """Whether the deed is one of the part's role."""
        return ROLE_OF.get(part, part) in self.roles

    def expected(self, part: str, record: str) -> int:
        """The status that the part gets for the record."""
        role = ROLE_OF.get(part, part)
        if not self.allows(part):
            return 302 if part == "-" else 403
        answer = self.others.get(part) or self.others.get(role) or self.answer
        if answer.any_record or part in reach_of(self.route)[record].split():
            return answer.code
        return 404

    def __str__(self) -> str:
        return f"{self.verb} {self.route}"


def reach_of(route: str) -> dict[str, str]:
    """Whose records the route's ids name."""
    of_district = ("imports:", "catalog:", "standings:", "demand:periods_")
    return DISTRICT_REACH if route.startswith(of_district) else REACH


def rows(table: str) -> list[Row]:
    """The lines of a table."""
    return [_row(line.split()) for line in table.splitlines() if line]


def _row(words: list[str]) -> Row:
    route, verb, roles, code, *marks = words
    others = dict(mark.split("=") for mark in marks if "=" in mark)
    states = [mark[1:] for mark in marks if mark.startswith("+")]
    return Row(
        route=route,
        verb=verb,
        roles=roles,
        answer=_answer(code, any_record="*" in marks),
        others={part: _answer(text, any_record="*" in marks) for part, text in others.items()},
        state=states[0] if states else "",
    )


def _answer(text: str, *, any_record: bool = False) -> Answer:
    return Answer(code=int(text.rstrip("*")), any_record=any_record or text.endswith("*"))
