"""Raw readers: JSON, JSON Lines and YAML read strictly, with numbers kept as the text that was written.

They know the form of a text and nothing of its meaning: what a field may hold is the schema's business.
`strict_yaml` is not loaded here, so that who reads no case file does not load PyYAML.
"""

from __future__ import annotations

from certdomain.intake.jsonl import RawLine, iter_lines, read_lines
from certdomain.intake.strict_json import JSON, Number, loads, loads_object

__all__ = ["JSON", "Number", "RawLine", "iter_lines", "loads", "loads_object", "read_lines"]
