"""The questions that the cost model answers exactly. Pure, like the rest of the domain.

Nothing here counts charges of its own: every figure comes from `price_offer`, asked as rarely
as the structure of the prices allows. Nothing is sampled and nothing is approximated.
"""
