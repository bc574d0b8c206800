"""The people of the demo's story, with fixed ids; every number of theirs matches the pages' pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .schools import CEDAR_HIGH, RIDGEVIEW_MIDDLE

MAYA = "CV-S-0001"
THEO = "CV-S-0002"
JAYLEN = "CV-S-0003"
AMINA = "CV-S-0004"
SOFIA = "CV-S-0005"
MARCUS = "CV-S-0006"
PRIYA = "CV-S-0007"
NOAH = "CV-S-0008"
LEILA = "CV-S-0009"
MATEO = "CV-S-0010"
RUBY = "CV-S-0011"

LUCIA = "CV-G-0001"
WHITFIELD = "CV-T-0001"
OSEI = "CV-T-0002"
ABARA = "CV-T-0003"
LEE = "CV-T-0004"
CHO = "CV-T-0005"
FERRARO = "CV-T-0006"
DAHL = "CV-T-0007"
ITO = "CV-T-0008"
PINEDA = "CV-T-0009"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One student of the story. Years are written as course codes with mark: ``PE9/fall:B``."""

    id: str
    given_name: str
    family_name: str
    preferred_name: str = ""
    school_id: str = CEDAR_HIGH
    grade_level: int
    born_on: date
    home_language: str = "en"
    parents: tuple[tuple[str, str, str], ...]
    done: dict[int, str] = field(default_factory=dict)
    now: str
    planned: dict[int, str] = field(default_factory=dict)
    what_if: str = ""
    what_if_adds: dict[int, str] = field(default_factory=dict)
    follows: tuple[str, ...] = ()
    service_hours: int = 0
    civics_exam: int = 0


CAST = (
    Role(
        id=MAYA,
        given_name="Maya",
        family_name="Reyes",
        grade_level=10,
        born_on=date(2011, 4, 9),
        home_language="es",
        parents=(("mother", "Lucía", "Reyes"),),
        done={
            8: "ALG1:B",
            9: "ENG9:A GEO1:B BIO1:A WGEO1:B HSPAN1:A ART1:A PE9/fall:A HLTH1/spring:A",
        },
        now="ENG10:A ALG2:B CHEM1:B WHIST1:B HSPAN2:A HSI1:A PE10/fall:A SPCH1/spring",
        planned={11: "ENG11 STAT1 USH1 HS2", 12: "ENG12 COLALG1"},
        what_if="CNA path",
        what_if_adds={11: "ANAT1 WTTR1/fall MEDTERM1/fall NUTR1/spring", 12: "CNA1"},
        follows=("cedar-valley-health", "cedar-valley-state-university"),
        service_hours=14,
    ),
    Role(
        id=THEO,
        given_name="Theo",
        family_name="Lindqvist",
        grade_level=11,
        born_on=date(2010, 3, 3),
        parents=(("father", "Anders", "Lindqvist"),),
        done={
            9: "ENG9:C ALG1:C PHYSCI1:B WGEO1:C SHOP1:A ART1:B PE9/fall:B HLTH1/spring:B",
            10: "ENG10:C GEO1:C BIO1:C WHIST1:C WELD1:A PHOTO1:B PE10/fall:B ACSKILL1/spring:B",
        },
        now="ENG11:C SHOPMATH1:B WELD2:A WORKST1:A",
        planned={12: "ENG12 USH1 PERSFIN1/fall WORKST1"},
        follows=("cedar-valley-welding",),
        service_hours=22,
        civics_exam=62,
    ),
    Role(
        id=JAYLEN,
        given_name="Jaylen",
        family_name="Brooks",
        grade_level=12,
        born_on=date(2008, 12, 19),
        parents=(("mother", "Denise", "Brooks"), ("father", "Marcus", "Brooks")),
        done={
            9: "ENG9:B ALG1:C BIO1:C WGEO1:B MBAND1:A SPAN1:C PE9/fall:B HLTH1/spring:B",
            10: "ENG10:B GEO1:C PHYSCI1:B WHIST1:C MBAND1:A SPAN2:C MEDIA1:B",
            11: "ENG11:B ALG2:D ENVSCI1:C USH1:B MBAND1:A MEDIA2:A PE10/fall:B SPCH1/spring:A",
        },
        now="ENG12:B PERSFIN1/fall:B CIVICS1/spring ECON1/fall:B MBAND1:A GDES1:A VIDEO1:B STUDY0/spring",
        follows=("cedar-valley-media",),
        service_hours=31,
        civics_exam=71,
    ),
    Role(
        id=AMINA,
        given_name="Amina",
        family_name="Yusuf",
        grade_level=12,
        born_on=date(2009, 1, 27),
        home_language="so",
        parents=(("mother", "Halima", "Yusuf"), ("father", "Bashir", "Yusuf")),
        done={
            9: "ENG9:B ALG1:A BIO1:B WGEO1:A SPAN1:B CS1:A PE9/spring:A HLTH1/fall:A",
            10: "ENG10:A GEO1:A CHEM1:B WHIST1:A SPAN2:A ART1:A PE10/fall:B SPCH1/spring:A",
            11: "ENG11:A ALG2:A ANAT1:B USH1:A SPAN3:B CYBER1:A YOGA1/fall:A PSYCH1/spring:A",
        },
        now="ENG12:A COLALG1:B APES1:B CIVICS1/fall:A ECON1/spring SPAN4:A CRDY12:A",
        follows=("cedar-valley-state-university",),
        service_hours=44,
        civics_exam=83,
    ),
    Role(
        id=SOFIA,
        given_name="Sofía",
        family_name="Delgado",
        preferred_name="Sofia",
        grade_level=10,
        born_on=date(2011, 2, 14),
        home_language="es",
        parents=(("mother", "Irma", "Delgado"), ("grandmother", "Consuelo", "Durán")),
        done={9: "ENG9:C ALG1:D BIO1:C WGEO1:C SPAN1:B CULN1:B PE9/fall:B HLTH1/spring:C"},
        now="ENG10:C GEO1:D PHYSCI1:C WHIST1:C SPAN2:B CERAM1:B PE10/spring CAREERS1/fall:C",
        service_hours=3,
    ),
    Role(
        id=MARCUS,
        given_name="Marcus",
        family_name="Tran",
        grade_level=9,
        born_on=date(2012, 5, 30),
        home_language="vi",
        parents=(("father", "Minh", "Tran"), ("mother", "Thuy", "Tran")),
        now="ENG9:D ALG1:D BIO1:C WGEO1:B FREN1:B CHOIR1:B PE9/fall:A HLTH1/spring",
    ),
    Role(
        id=PRIYA,
        given_name="Priya",
        family_name="Raman",
        grade_level=11,
        born_on=date(2010, 7, 8),
        parents=(("mother", "Lakshmi", "Raman"), ("father", "Venkat", "Raman")),
        done={
            8: "ALG1:A",
            9: "ENG9H:A GEO1H:A BIO1H:A APHUG1:B SPAN1:A MBAND1:A PE9/fall:A HLTH1/spring:A",
            10: "ENG10H:A ALG2H:A CHEM1H:A APWH1:A SPAN2:A MBAND1:A PE10/spring:A SPCH1/fall:A",
        },
        now="APLANG1:A PRECALC1:A PHYS1:A APUSH1:B SPAN3:A MBAND1:A CS1:A",
        planned={12: "APLIT1 CALCAB1 APCHEM1 MBAND1 APGOV1/fall APMACRO1/spring"},
        follows=("cedar-valley-state-university", "cedar-valley-honors"),
        service_hours=52,
        civics_exam=95,
    ),
    Role(
        id=NOAH,
        given_name="Noah",
        family_name="Kim",
        grade_level=9,
        born_on=date(2012, 1, 11),
        parents=(("mother", "Eun-ji", "Kim"), ("father", "Sung-min", "Kim")),
        now="ENG9:B ALG1:B BIO1:B WGEO1:A SPAN1:B MEDIA1:A PE9/fall:A HLTH1/spring",
        planned={
            10: "ENG10 GEO1 CHEM1 WHIST1 SPAN2 MEDIA2 PE10/fall SPCH1/spring",
            11: "ENG11 ALG2 PHYS1 USH1 GDES1 ART1",
            12: "ENG12 STAT1",
        },
        follows=("cedar-valley-media",),
    ),
    Role(
        id=LEILA,
        given_name="Leila",
        family_name="Haddad",
        grade_level=11,
        born_on=date(2010, 4, 22),
        home_language="ar",
        parents=(("father", "Ghassan", "Haddad"), ("mother", "Rania", "Haddad")),
        done={
            9: "ENG9:A ALG1:A BIO1:B WGEO1:A FREN1:A CS1:A PE9/fall:A HLTH1/spring:A",
            10: "ENG10:A GEO1:A CHEM1:B WHIST1:B FREN2:A WEB1:A PE10/fall:A PSYCH1/spring:A",
        },
        now="ENG11:A ALG2:B ENVSCI1:B USH1:A FREN3:A APCSP1:A WTTR1/fall:A SPCH1/spring",
        planned={12: "ENG12 PRECALC1 CYBER1 CIVICS1/fall ECON1/spring ART1 ANAT1"},
        follows=("cedar-valley-computing", "cedar-valley-state-university"),
        service_hours=26,
        civics_exam=88,
    ),
    Role(
        id=MATEO,
        given_name="Mateo",
        family_name="Reyes",
        school_id=RIDGEVIEW_MIDDLE,
        grade_level=7,
        born_on=date(2014, 2, 2),
        home_language="es",
        parents=(("mother", "Lucía", "Reyes"),),
        done={6: "ENG6M:B MATH6:B SCI6:B SOC6:A PE6M/fall:A ARTM1/spring:A BANDM1:B READM1:B"},
        now="ENG7M:B MATH7:B SCI7:A SOC7:B PE7M/fall:A TECHM1/spring BANDM1:B CAREERM1/fall:A LANGM1/spring",
    ),
    Role(
        id=RUBY,
        given_name="Ruby",
        family_name="Okonkwo",
        school_id=RIDGEVIEW_MIDDLE,
        grade_level=8,
        born_on=date(2013, 6, 17),
        parents=(("mother", "Adaeze", "Okonkwo"), ("father", "Chidi", "Okonkwo")),
        done={
            6: "ENG6M:A MATH6:A SCI6:A SOC6:A PE6M/fall:A TECHM1/spring:A CHOIRM1:A",
            7: "ENG7M:A MATH7:A SCI7:A SOC7:A PE7M/fall:A CAREERM1/spring:A CHOIRM1:A",
        },
        now="ENG8M:A ALG1:A SCI8:A SOC8:A PE8M/fall:A ARTM1/spring CHOIRM1:A",
        planned={9: "ENG9H GEO1H BIO1H APHUG1 CHOIR1"},
    ),
)
