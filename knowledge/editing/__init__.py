"""Editing of the content by people who do not program: a workbook or CSV files out, checked changes back in."""
