"""TOML in and out: the catalog, agencies, scenarios, settings and the session.

Every problem has its file, line, key and hint. It must not know a screen, a report or a
figure.
"""
