"""A second opinion on a text: how like its words are those of tasks that people rated.

A linear model of words, their parts and their neighbours, learnt by ``make likeness`` from the labelled texts
under ``tests/risk``; ``weights.tsv`` has the weights. It knows no grammar: it errs where the reading does
not, and the other way round. It may raise a level, never lower it.
"""
