"""The questions that the cost model answers exactly. Pure, like the rest of the domain.

| module | answers |
|---|---|
| `cost_curve` | what an offer costs at every number of agencies, months or users, by structure |
| `sign_changes` | where the difference of two such curves changes its sign |
| `breakeven` | at which whole numbers the cheaper of two offers changes, as far as they are alike |
| `goal` | the most agencies, months or users that fit a budget |
| `price_goal` | the highest price or assumption that fits a budget, or a rival's total |
| `sensitivity` | each input alone from low to high: a tornado |
| `sweep` | one-way and two-way tables |
| `diff` | what two scenarios differ in, and what that does to every total |
| `present_value` | charges discounted to month 0 |

Nothing here counts charges of its own: every figure comes from `price_offer`, asked as rarely
as the structure of the prices allows. Nothing is sampled and nothing is approximated.
"""
