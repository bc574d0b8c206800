"""Rules as sentences, in English and in Spanish."""

import pytest
from django.utils.translation import override

from tests.engine.cases import rulebook
from waypost.engine.calendar import coded_term
from waypost.engine.calendar.ready import READY
from waypost.engine.calendar_reading import read_calendar
from waypost.engine.selector import Match
from waypost.web.catalog.presenters.rules import rule_lines
from waypost.web.catalog.presenters.selectors import courses_in_words
from waypost.web.schools.presenters import speaking_of

PART = '[[part]]\nslug = "x"\ntitle = "X"\n'


def sentence(text: str, *, language: str = "en") -> str:
    with override(language):
        return rule_lines(rulebook(PART + text))[0].sentence


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        (
            'tally = "courses"\nat_least = 2\nfrom = { subject = "EN", term = ["summer", "fall"] }',
            "At least 2 classes from English (fall or summer).",
            "Al menos 2 clases de Inglés (otoño o verano).",
        ),
        (
            'tally = "courses"\nat_most = 3\nfrom = { level = "ib" }',
            "No more than 3 classes from a class IB.",
            "No más de 3 clases de una clase IB.",
        ),
        (
            'tally = "terms"\nat_least = 2\nat_most = 4\nfrom = { subject = "EN" }',
            "From 2 to 4 terms from English.",
            "De 2 a 4 semestres de Inglés.",
        ),
        (
            'credits = 2\nfrom = { number = "MATH 300-499" }',
            "2 credits from MATH 300 to 499.",
            "2 créditos de MATH 300 a 499.",
        ),
        (
            'credits = 1\nfrom = { code_like = "BIO ???L" }',
            "1 credit from a class with a code like BIO ???L.",
            "1 crédito de una clase con un código como BIO ???L.",
        ),
        (
            'score = "sum"\nat_least = 100\nof = [{ fact = "service_hours" }, { fact = "work_hours", times = 0.5 }]',
            "At least 100 in all from service hours and work hours (each times 0.5).",
            "Al menos 100 en total de service hours y work hours (cada uno por 0.5).",
        ),
        (
            'score = "average"\nbest = 2\nat_least = 60\nof = [{ points = "mark", from = { subject = "MA" }, best = 3 }]',
            "An average of 60 or better over the best 2 of the best 3 grades in math.",
            "Un promedio de 60 o más entre los mejores 2 de las mejores 3 notas en matemáticas.",
        ),
        (
            'score = "sum"\nat_least = 2\nof = [{ fact = ["a", "b"], at_least = 65 }, '
            '{ tally = "units", at_most = 1, from = { subject = "MA" } }]',
            "At least 2 in all from 1 for a or b of 65 or more and the number of credits from math (up to 1).",
            "Al menos 2 en total de 1 por a o b de 65 o más y el número de créditos de matemáticas (hasta 1).",
        ),
        (
            'fact = ["exam_algebra", "exam_geometry"]\nat_least = 65\nsince = 2025-08-01\nin_grade = [11, 12]',
            "65 or more. Any of these will do: exam algebra or exam geometry. "
            "It counts only from Aug. 1, 2025 on in grade 11 or 12.",
            "65 o más. Vale cualquiera de estos: exam algebra o exam geometry. "
            "Cuenta solo desde el 1 de agosto de 2025 en el grado 11 o 12.",
        ),
        (
            'different = "language:"\n[[part.limit]]\nat_most_courses = 2\nfrom = { subject = "WL" }\n'
            + "".join(
                f'[[part.part]]\nslug = "{slug}"\ntitle = "X"\ncredits = 1\nsame = "language:"\n'
                'from = { subject = "WL" }\n'
                for slug in "ab"
            ),
            "All of these. No more than 2 classes may count from a world language. Each in a different language.",
            "Todo esto. No pueden contar más de 2 clases de un idioma. Cada una de distinto tipo (idioma).",
        ),
    ],
)
def test_a_rule_reads_as_a_sentence(text: str, english: str, spanish: str) -> None:
    assert sentence(text) == english
    assert sentence(text, language="es") == spanish


def test_a_term_is_called_as_the_district_calls_it() -> None:
    calendar = read_calendar(READY["trimesters"]).calendar
    assert calendar is not None
    selector = Match(terms=frozenset({coded_term("T2")}))
    with speaking_of(calendar):
        assert courses_in_words(selector) == "a class (Trimester 2)"
    assert courses_in_words(selector) == "a class (T2)"
