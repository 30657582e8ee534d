"""What the log of years comes to: figures, charts and sentences, and the next step that follows from them."""
