"""The closed vocabularies of the domain. The value of each member is the text of the contract, as files write it."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a command records: something that happened, something asked, or a decision of the certifier."""

    FACT = "fact"
    REQUEST = "request"
    ACT = "act"


class Route(Enum):
    """How a candidate comes to the certification (voie d'accès)."""

    STUDENT = "student"  # formation initiale
    APPRENTICESHIP = "apprenticeship"  # contrat d'apprentissage
    CONTINUING = "continuing"  # formation continue
    PROFESSIONALISATION = "professionalisation"  # contrat de professionnalisation
    INDIVIDUAL = "individual"  # candidature individuelle
    VAE = "vae"  # validation des acquis de l'expérience


class Situation(Enum):
    """The situation of a candidate of continuing training."""

    EMPLOYEE = "employee"
    JOB_SEEKER = "job-seeker"


class Ground(Enum):
    """Why a bloc is recognised without being sat here."""

    EQUIVALENCE = "equivalence"
    EARLIER_AWARD = "earlier-award"
    CORRESPONDENCE = "correspondence"


class MoveGround(Enum):
    """On what a journey is moved to another edition."""

    ENTRY_DATE = "entry-date"
    CANDIDATE_OPTION = "candidate-option"
    MORE_FAVOURABLE = "more-favourable"
    CERTIFIER = "certifier"


class ExcuseReason(Enum):
    """The reason given for an absence."""

    MEDICAL_CERTIFICATE = "medical-certificate"
    SICK_LEAVE = "sick-leave"
    FORCE_MAJEURE = "force-majeure"
    OTHER = "other"


class ModuleAbsence(Enum):
    """Why a module has no points. A justified absence is no result at all: nothing is recorded for it."""

    UNJUSTIFIED = "unjustified"


class Countersigned(Enum):
    """What the candidate did with the report of fraud."""

    SIGNED = "signed"
    REFUSED = "refused"
    MISSING = "missing"


class RetakeMode(Enum):
    """How a candidate comes back to blocs that are not validated."""

    RESIT = "resit"  # rattrapage
    REPEAT_YEAR = "repeat-year"  # redoublement


class Channel(Enum):
    """How a request reached the centre."""

    REGISTERED_LETTER = "registered-letter"
    REGISTERED_LETTER_AR = "registered-letter-ar"  # avec accusé de réception
    HAND_DELIVERY = "hand-delivery"  # en main propre
    EMAIL = "email"


class JuryKind(Enum):
    """What a jury is constituted for."""

    EVALUATION = "evaluation"
    CERTIFICATION = "certification"
    PORTFOLIO = "portfolio"


class Role(Enum):
    """In what quality a member sits on a jury."""

    PRESIDENT = "president"
    PROFESSIONAL = "professional"
    CENTRE_REPRESENTATIVE = "centre-representative"
    PROGRAMME_DIRECTOR = "programme-director"
    PEDAGOGICAL_DIRECTOR = "pedagogical-director"
    PROGRAMME_COORDINATOR = "programme-coordinator"
    VAE_MANAGER = "vae-manager"
    TRAINING_BODY_MEMBER = "training-body-member"
    EMPLOYER_REPRESENTATIVE = "employer-representative"
    EMPLOYEE_REPRESENTATIVE = "employee-representative"
    QUALIFIED_PERSON = "qualified-person"
    TRAINER = "trainer"
    OBSERVER = "observer"


class Gender(Enum):
    """The gender of a member of a jury, where a text asks for parity."""

    F = "f"
    M = "m"


class CertificateKind(Enum):
    """What the certifier hands out."""

    PARCHMENT = "parchment"  # parchemin, the whole title
    BLOC_CERTIFICATE = "bloc-certificate"
    TRAINING_ATTESTATION = "training-attestation"


class DiplomaKind(Enum):
    """What a diploma is, where a text asks for more than its level."""

    BACCALAUREAT = "baccalaureat"
    DAEU = "daeu"
    FOREIGN = "foreign"
    RNCP_TITLE = "rncp-title"
    BTS_DUT_YEAR_1 = "bts-dut-year-1"
    OTHER = "other"


class Verdict(Enum):
    """The verdicts on a title, on a bloc and on a single evaluation. The sets below say which may stand where."""

    TOTAL = "total"
    PARTIAL = "partial"
    NONE = "none"
    PENDING = "pending"
    UNREGULATED = "unregulated"
    VALIDATED = "validated"
    COMPENSATED = "compensated"
    NOT_VALIDATED = "not-validated"
    ELIMINATORY = "eliminatory"
    INVALIDATED = "invalidated"
    NOT_SAT = "not-sat"


TITLE_VERDICTS = (Verdict.TOTAL, Verdict.PARTIAL, Verdict.NONE, Verdict.PENDING, Verdict.UNREGULATED)
"""The verdicts that a title may have."""

BLOC_VERDICTS = (
    Verdict.VALIDATED,
    Verdict.COMPENSATED,
    Verdict.NOT_VALIDATED,
    Verdict.ELIMINATORY,
    Verdict.INVALIDATED,
    Verdict.PENDING,
    Verdict.NOT_SAT,
    Verdict.UNREGULATED,
)
"""The verdicts that a bloc may have."""

RESULT_VERDICTS = (Verdict.VALIDATED, Verdict.NOT_VALIDATED)
"""The verdicts that an evaluation may be marked with."""


class AnswerStatus(Enum):
    """What is answered to a command. `REFERRED`: the text is silent and the certifier must say."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    REFERRED = "referred"


class Whom(Enum):
    """Whom a finding concerns."""

    CANDIDATE = "candidate"
    CENTRE = "centre"
    JURY = "jury"
    CERTIFIER = "certifier"


class Severity(Enum):
    """How much a finding weighs."""

    BREACH = "breach"
    REMARK = "remark"
