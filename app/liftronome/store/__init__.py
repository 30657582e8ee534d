"""What is kept in files: the exercise library that ships, and what the lifter's own data folder holds."""
