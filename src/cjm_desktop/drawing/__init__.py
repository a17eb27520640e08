"""Boxes in, primitives out: what to draw, in one short list that every painter understands."""
