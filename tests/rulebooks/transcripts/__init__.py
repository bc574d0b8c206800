"""The transcripts of all shipped rulebooks."""

from tests.rulebooks.transcripts import us_ar, us_ca, us_co, us_la, us_ma, us_ncaa, us_nm, us_ri, us_tx, us_wa, us_wi

ALL = (
    us_ar.CORE_22,
    us_ar.SMART_CORE_22,
    us_ca.UC_A_G,
    us_ca.CSU_A_G,
    us_ca.DISTRICT_230,
    us_co.MENU_21,
    us_la.TOPS_UNIVERSITY_24,
    us_la.JUMP_START_23,
    us_la.TOPS_AWARD,
    us_ma.MASSCORE_22,
    us_ncaa.DIVISION_1,
    us_ncaa.REDSHIRT,
    us_ncaa.DIVISION_2,
    us_nm.DIPLOMA_24,
    us_ri.DIPLOMA_20,
    us_tx.FOUNDATION_22,
    us_tx.ENDORSEMENT_26,
    us_tx.DISTINGUISHED_26,
    us_wa.DIPLOMA_24,
    us_wa.CADR,
    us_wi.STATE_CREDITS,
)
