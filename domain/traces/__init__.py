"""One trace for each orchestration: its spans, made from what Postgres keeps, and whoever takes them."""
