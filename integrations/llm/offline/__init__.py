"""The offline provider: rules that call tools which read. No language model."""
