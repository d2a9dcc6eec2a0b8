"""The questions that the cost model answers exactly. Pure, like the rest of the domain.

| module | answers |
|---|---|
| `course` | what an offer costs at every number of agencies, months or users, by structure |
| `signs` | where the difference of two such courses changes its sign |
| `breakeven` | at which whole numbers the cheaper of two offers changes |
| `goal` | the most agencies, months or users that fit a budget |
| `price_goal` | the highest price or assumption that fits a budget, or a rival's total |
| `inputs` | single inputs of a scenario by their key, such as `assume.hosting` |
| `sensitivity` | each input alone from low to high: a tornado |
| `sweep` | one-way and two-way tables |
| `differences` | what two scenarios differ in, and what that does to every total |
| `present_value` | charges discounted to month 0 |

Nothing here counts charges of its own: every figure comes from `price_offer`, asked as rarely
as the structure of the prices allows. Nothing is sampled and nothing is approximated.
"""
