"""Lists of words that more than one module uses, or that somebody may want to change.

Our choices are an ESTIMATE: nobody has tested which words belong in them.
"""

from __future__ import annotations


def set_of(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one text with blanks between them."""
    return frozenset(words.split())


TOPIC_TERMS = set_of(
    "addiction adhd alzheimer anorexia anxiety autism autistic bipolar bulimia caregiver caregiving compulsive "
    "counseling counselling counsellor counselor dementia depression disability disorder insomnia medication "
    "obsessive ocd postpartum psychiatric psychiatrist psychiatry psychologist psychology psychosis psychotherapist "
    "psychotherapy ptsd recovery schizophrenia suicidal suicide therapist therapy traumatic"
)
"""Words that a post about its topic can hardly do without, in the singular (ESTIMATE)."""

KNOWN = set_of(
    # of a license or a degree
    "AAMFT APRN ARNP ATR BA BACB BC BCBA BS CADC CCC CNS CRNP CSAC DMFT DNP DO DSW EDD EDS FNP JD LAC LADC LCADC LCAT "
    "LCMHC LCPC LCSW LCSWA LGPC LICSW LISW LLP LMFT LMHC LMSW LP LPC LPCC LPN LSW MA MBA MD MED MFT MHC MPH MS MSED "
    "MSN MSW NBCC NCC NP PA PHD PLLC PMHNP PSYD RN RPT SLP SUDP "
    # of a place, a direction or a time
    "US USA UK EU NE NW SE SW AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL KS KY LA ME MI MN MO MT NC ND NH NJ NM NV "
    "NY OH OK OR RI SC SD TN TX UT VA VT WA WI WV WY AD AM PM EST EDT CST CDT MST MDT PST PDT ET PT GMT UTC "
    # of every day
    "AA AI AIDS ATM BBQ CD CEO COVID CPR CV DIY DJ DM DMS DNA DVD ER FAQ FYI GP GPS HIV HR ICU IQ IT LGBT LGBTQ LOL "
    "MRI NASA NATO NHS NO OMG PC PDF PIN PO PS QR RIP RSVP SMS TBA TBD TLC TV URL VIP ZIP "
    # sounds and Roman numbers
    "HMM MM PSST SH SHH TSK II III IV VI VII VIII IX XI XII XX"
)
"""Capitals that need no words beside them: degrees, places, times, and what everybody says so (ESTIMATE)."""

SPELLED_OUT = set_of(
    "AA ABA ACT ADHD AI APA EAP EFT EMDR ER ERP EU FAQ GAD IBS ICU ID IEP IFS IOP IPT IPV IQ IUD MAT NAMI OCD PCIT PHP "
    "SAMHSA SNRI SSRI SUD TIC UK UTI"
)
"""Acronyms that could be taken for a word in capitals."""
