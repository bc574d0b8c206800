"""The transcripts of all shipped rulebooks."""

from tests.rulebooks.transcripts import us_ar, us_ma, us_tx, us_wa

ALL = (
    us_ar.CORE_22,
    us_ar.SMART_CORE_22,
    us_tx.FOUNDATION_22,
    us_tx.ENDORSEMENT_26,
    us_tx.DISTINGUISHED_26,
    us_wa.DIPLOMA_24,
    us_wa.CADR,
    us_ma.MASSCORE_22,
)
