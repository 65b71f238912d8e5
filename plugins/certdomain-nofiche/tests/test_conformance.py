"""The plugin against the conformance kit of certdomain."""

from __future__ import annotations

from certdomain.testing.conformance import CertifierConformance


class TestConformance(CertifierConformance):
    distribution = "certdomain-nofiche"
    cases = "tests/cases"
