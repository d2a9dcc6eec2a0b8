"""Screens above the explorer."""
