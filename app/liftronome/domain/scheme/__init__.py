"""The sets of a preset: how many reps each has, in which mini-sets, at which tempo, until when."""
