"""A second opinion on a text: how like its words are those of tasks that people rated.

A linear model of words, parts of words and their neighbours, learnt from the labelled texts under ``tests/risk``
by ``python -m tests.risk.train`` (the weights: ``weights.tsv``). It knows no grammar, so it errs where the
reading does not, and the other way round. It may raise a level, never lower it.
"""
