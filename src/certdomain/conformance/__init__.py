"""The conformance kit: what can be held against a certifier's plugin without knowing what its texts say.

The kit loads a plugin as a user would, apart from everything else, looks at its declarations, runs its cases, and moves
each number and each reading to see whether a case notices. It sits above the register and is never needed to decide.
"""
