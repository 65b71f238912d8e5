"""The closed vocabularies of the domain. The value of each member is the text of the contract, as files write it."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a command records: something that happened, something asked, or a decision of the certifier."""

    FACT = "fact"  # something that happened: always kept
    REQUEST = "request"  # something asked of the certifier
    ACT = "act"  # a decision of the certifier or a jury


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

    EMPLOYEE = "employee"  # in work
    JOB_SEEKER = "job-seeker"  # seeking work


class Ground(Enum):
    """Why a bloc is recognised without being sat here."""

    EQUIVALENCE = "equivalence"  # another certification that is worth it
    EARLIER_AWARD = "earlier-award"  # the same bloc, awarded before
    CORRESPONDENCE = "correspondence"  # a bloc of another edition or title that corresponds


class MoveGround(Enum):
    """On what a journey is moved to another edition."""

    ENTRY_DATE = "entry-date"  # the day of entry is on or after the one that the text says
    CANDIDATE_OPTION = "candidate-option"  # the candidate opted for it
    MORE_FAVOURABLE = "more-favourable"  # the outcome of the day is better under it
    CERTIFIER = "certifier"  # the certifier decided so


class ExcuseReason(Enum):
    """The reason given for an absence."""

    MEDICAL_CERTIFICATE = "medical-certificate"  # certificat médical
    SICK_LEAVE = "sick-leave"  # arrêt de travail
    FORCE_MAJEURE = "force-majeure"  # force majeure
    OTHER = "other"  # any other reason


class ModuleAbsence(Enum):
    """Why a module has no points. A justified absence is no result at all: nothing is recorded for it."""

    UNJUSTIFIED = "unjustified"  # without excuse


class Countersigned(Enum):
    """What the candidate did with the report of fraud."""

    SIGNED = "signed"  # signed
    REFUSED = "refused"  # would not sign
    MISSING = "missing"  # was not asked, or not there


class RetakeMode(Enum):
    """How a candidate comes back to blocs that are not validated."""

    RESIT = "resit"  # rattrapage
    REPEAT_YEAR = "repeat-year"  # redoublement


class Channel(Enum):
    """How a request reached the centre."""

    REGISTERED_LETTER = "registered-letter"  # lettre recommandée
    REGISTERED_LETTER_AR = "registered-letter-ar"  # avec accusé de réception
    HAND_DELIVERY = "hand-delivery"  # en main propre
    EMAIL = "email"  # courriel


class JuryKind(Enum):
    """What a jury is constituted for."""

    EVALUATION = "evaluation"  # marks evaluations
    CERTIFICATION = "certification"  # deliberates on the title
    PORTFOLIO = "portfolio"  # hears portfolios


class Role(Enum):
    """In what quality a member sits on a jury."""

    PRESIDENT = "president"  # president of the jury
    PROFESSIONAL = "professional"  # professional of the trade
    CENTRE_REPRESENTATIVE = "centre-representative"  # représentant du centre
    PROGRAMME_DIRECTOR = "programme-director"  # directeur de programme
    PEDAGOGICAL_DIRECTOR = "pedagogical-director"  # directeur pédagogique
    PROGRAMME_COORDINATOR = "programme-coordinator"  # responsable de filière
    VAE_MANAGER = "vae-manager"  # responsable VAE
    TRAINING_BODY_MEMBER = "training-body-member"  # member of the training body
    EMPLOYER_REPRESENTATIVE = "employer-representative"  # représentant des employeurs
    EMPLOYEE_REPRESENTATIVE = "employee-representative"  # représentant des salariés
    QUALIFIED_PERSON = "qualified-person"  # personnalité qualifiée
    TRAINER = "trainer"  # formateur
    OBSERVER = "observer"  # sits without a vote


class Gender(Enum):
    """The gender of a member of a jury, where a text asks for parity."""

    F = "f"  # a woman
    M = "m"  # a man


class CertificateKind(Enum):
    """What the certifier hands out."""

    PARCHMENT = "parchment"  # parchemin, the whole title
    BLOC_CERTIFICATE = "bloc-certificate"  # certificat de bloc, one bloc
    TRAINING_ATTESTATION = "training-attestation"  # attestation de suivi de formation


class DiplomaKind(Enum):
    """What a diploma is, where a text asks for more than its level."""

    BACCALAUREAT = "baccalaureat"  # baccalauréat
    DAEU = "daeu"  # diplôme d'accès aux études universitaires
    FOREIGN = "foreign"  # a diploma of another country
    RNCP_TITLE = "rncp-title"  # a title of the RNCP
    BTS_DUT_YEAR_1 = "bts-dut-year-1"  # first year of a BTS or DUT
    OTHER = "other"  # any other


class Verdict(Enum):
    """The verdicts on a title, on a bloc and on a single evaluation. The sets below say which may stand where."""

    TOTAL = "total"  # of a title: granted
    PARTIAL = "partial"  # of a title: not granted, some bloc is kept
    NONE = "none"  # of a title: nothing is granted or kept
    PENDING = "pending"  # something is awaited
    UNREGULATED = "unregulated"  # the text does not say
    VALIDATED = "validated"  # passed by its own rule
    COMPENSATED = "compensated"  # below its pass mark, made good by the average
    NOT_VALIDATED = "not-validated"  # failed by its own rule
    ELIMINATORY = "eliminatory"  # so low that no average makes it good
    INVALIDATED = "invalidated"  # its session fell by established fraud
    NOT_SAT = "not-sat"  # nothing of it was ever sat


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

    ACCEPTED = "accepted"  # granted, done or kept
    REFUSED = "refused"  # a clause stands against it
    REFERRED = "referred"  # the text is silent: the certifier must say


class Whom(Enum):
    """Whom a finding concerns."""

    CANDIDATE = "candidate"  # the candidate
    CENTRE = "centre"  # the centre that trains and examines
    JURY = "jury"  # the jury or a member
    CERTIFIER = "certifier"  # the certifier


class Severity(Enum):
    """How much a finding weighs."""

    BREACH = "breach"  # the regulation was broken
    REMARK = "remark"  # to be looked at, nothing was broken
