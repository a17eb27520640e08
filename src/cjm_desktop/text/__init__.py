"""Text without Qt: in go a string, a style and a width; out come lines of positioned glyphs, the same for screen and paper."""
