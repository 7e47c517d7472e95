"""One module for each noun of the gateway's REST API."""
