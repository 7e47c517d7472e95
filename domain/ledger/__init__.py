"""The ledger: what it is made of, and how an auditor finds out whether it is as it was written."""
