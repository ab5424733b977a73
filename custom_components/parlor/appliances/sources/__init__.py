"""Each brand's entities as readings: `brand.py` says what a brand is, one file a brand has its rows, `find.py` goes through them."""
