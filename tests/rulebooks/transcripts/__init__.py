"""The transcripts of all shipped rulebooks."""

from tests.rulebooks.transcripts.us_ar import CORE_22, SMART_CORE_22

ALL = (CORE_22, SMART_CORE_22)
