"""A regulation as data: terms, shapes by legal question, settlement, canonical form."""
