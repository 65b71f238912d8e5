"""A log that others can check: the tree of its entries, signed checkpoints, proofs that verify offline.

The formats are public ones (RFC 6962/9162; C2SP signed-note, tlog-checkpoint and tlog-proof), so that nobody needs this
library to verify. Nothing here knows what an entry means, and nothing reads a file, a clock or the network.
`standalone` is a verifier in one file, to be handed out with proofs; nothing imports it.
"""

from __future__ import annotations
