"""The words that the reader knows: one module for each language, and the index that joins them.

Every table is plain data: comma-separated words or phrases under the class they belong to.
"""
