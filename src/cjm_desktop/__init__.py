"""CJM Desktop: an offline editor of customer journey maps. Goes in: a map; comes out: a picture of it, edited, saved, exported."""

__version__ = "0.1.0"
