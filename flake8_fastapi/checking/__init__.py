"""What ``fapi check`` does around the rules: configuration, files, noqa, jobs, cache and baseline."""
