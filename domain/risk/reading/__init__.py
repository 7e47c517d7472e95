"""The first stage: from text to facts. Pure, linear in the text's length, and never an exception."""
