"""What things cost. Pure: no files, no screen, no clock, no floats.

| module | holds |
|---|---|
| `money` | exact amounts, the one rounding rule, dollars in words and out |
| `calendar` | months counted from an origin, fiscal years |
| `bounds` | bounds beside a field's type, without what checks them |
| `deals` | the facts: vendors, offers, readings, price lines, sources, events |
| `scenario` | the user's inputs, each described once |
| `quote` | what pricing gives: a `Quote` of lines, coverage, months, fiscal years |
| `pricing` | one offer under one scenario, priced |
| `comparison` | quotes side by side: a `Comparison` |
| `entry` | what people type into an input, read or refused in words |
| `analysis` | break-even, goal seek, sensitivity, sweep, differences, present value |
"""
