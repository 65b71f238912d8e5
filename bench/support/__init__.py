"""What the benchmarks share: journeys to record, a clock, a table. This folder holds no benchmark of its own."""
