"""Constants."""

SECRET = "correct horse"  # expect: FAPI506
OTHER = "battery staple"  # expect: FAPI506
UNUSED = "nothing is signed with it"
ALGORITHM = "HS256"
