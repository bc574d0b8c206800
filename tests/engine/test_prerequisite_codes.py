"""Codes without a digit: known ones are courses, unknown words are questions."""

from waypost.engine.prerequisite import Ask, EveryOf, NeedCourse, parse_prerequisite


def test_a_known_code_without_a_digit_is_a_course() -> None:
    read = parse_prerequisite("CHEM:C and BIO", codes=frozenset({"CHEM", "BIO"}))
    assert read == EveryOf(parts=(NeedCourse(code="CHEM", min_grade="C"), NeedCourse(code="BIO")))


def test_an_unknown_word_stays_a_question() -> None:
    assert parse_prerequisite("audition", codes=frozenset({"CHEM"})) == Ask(text="audition")
