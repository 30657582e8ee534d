"""Workouts, and the sheets in which coaches write them."""
