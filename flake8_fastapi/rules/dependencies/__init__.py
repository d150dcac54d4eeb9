"""Rules FAPI001 to FAPI018: dependencies and the resources that they hand to path operations."""
