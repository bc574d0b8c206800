"""Small records, built in the words of a transcript, and the changes that make one just miss a rule."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.credit import credits as units_of
from waypost.engine.catalog import Course, Level, Term
from waypost.engine.record import Cohort, Entry, ExceptionKind, Fact, FactValue, GrantedException, Record, Stage

Change = Callable[[Record], Record]


def took(
    code: str,
    subject: str,
    *tags: str,
    credits: float = 1,
    grade: int = 9,
    mark: str | None = "B",
    term: str = "year",
    level: str = "regular",
    stage: str = "done",
    attempt: str = "",
) -> Entry:
    """One class as it stands on a transcript; its code is its title."""
    units = units_of(credits)
    course = Course(code=code, title=code, subject=subject, units=units, tags=frozenset(tags), level=Level(level))
    return Entry(
        id=code + attempt,
        course=course,
        stage=Stage(stage),
        units=units,
        mark=mark if stage == "done" else None,
        grade_level=grade,
        school_year=2015 + grade,
        term=Term(term),
    )


def years(subject: str, *codes: str, tags: tuple[str, ...] = (), first: int = 9, mark: str = "B") -> tuple[Entry, ...]:
    """One class of 1 credit a year, from grade 9 on."""
    return tuple(took(code, subject, *tags, grade=first + at, mark=mark) for at, code in enumerate(codes))


def student(
    *entries: Entry, facts: Mapping[str, FactValue] | None = None, class_of: int | None = None, ninth: int | None = None
) -> Record:
    """A record of these classes and facts."""
    known = tuple(Fact(key=key, value=value) for key, value in (facts or {}).items())
    return Record(entries=entries, facts=known, cohort=Cohort(class_of=class_of, entered_ninth_in=ninth))


def then(*changes: Change) -> Change:
    """One change after the other."""

    def change(record: Record) -> Record:
        for step in changes:
            record = step(record)
        return record

    return change


def without(*codes: str) -> Change:
    """The classes were never taken."""
    return lambda record: replace(
        record, entries=tuple(entry for entry in record.entries if entry.course.code not in _known(record, codes))
    )


def plus(*entries: Entry) -> Change:
    """More classes."""
    return lambda record: replace(record, entries=(*record.entries, *entries))


def half(code: str) -> Change:
    """Only half of the class was passed."""
    return _each(code, lambda entry: replace(entry, units=entry.units // 2, attempted_units=entry.units))


def marked(code: str, mark: str) -> Change:
    """Another mark."""
    return _each(code, lambda entry: replace(entry, mark=mark))


def moved(code: str, grade: int, term: str = "year") -> Change:
    """Taken in another grade."""
    return _each(code, lambda entry: replace(entry, grade_level=grade, term=Term(term)))


def untagged(code: str, *tags: str) -> Change:
    """The catalog does not give the class these tags."""

    def change(entry: Entry) -> Entry:
        assert entry.course.tags.issuperset(tags), f"{code} has no {tags}"
        return replace(entry, course=replace(entry.course, tags=entry.course.tags - set(tags)))

    return _each(code, change)


def facts(**values: FactValue) -> Change:
    """Facts, in place of those with the same keys."""

    def change(record: Record) -> Record:
        kept = tuple(fact for fact in record.facts if fact.key not in values)
        return replace(record, facts=(*kept, *(Fact(key=key, value=value) for key, value in values.items())))

    return change


def unknown(*keys: str) -> Change:
    """Nobody recorded these facts."""
    return lambda record: replace(record, facts=tuple(fact for fact in record.facts if fact.key not in keys))


def granted(
    rulebook_id: str, path: str, kind: str, *, units: int | None = None, course_code: str | None = None
) -> Change:
    """An exception at a path."""
    exception = GrantedException(
        rulebook_id=rulebook_id,
        path=path,
        kind=ExceptionKind(kind),
        authority="Principal",
        reason="As the form on file says",
        units=units,
        course_code=course_code,
    )
    return lambda record: replace(record, exceptions=(*record.exceptions, exception))


def not_granted(path: str) -> Change:
    """No exception at this path."""
    return lambda record: replace(record, exceptions=tuple(one for one in record.exceptions if one.path != path))


def _each(code: str, change: Callable[[Entry], Entry]) -> Change:
    return lambda record: replace(
        record,
        entries=tuple(
            change(entry) if entry.course.code in _known(record, (code,)) else entry for entry in record.entries
        ),
    )


def _known(record: Record, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes, all of which the record must have: a change that changes nothing would test nothing."""
    missing = set(codes) - {entry.course.code for entry in record.entries}
    assert not missing, f"no such class: {missing}"
    return codes
