"""Door-to-door campaigns as members run and read them: rounds, links, the funnel, answers, what to decide."""
