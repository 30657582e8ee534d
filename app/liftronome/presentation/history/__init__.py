"""The history in charts and sentences, for whatever shows them."""
