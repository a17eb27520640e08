"""Is this a good map? Findings over a journey; pure."""
