"""The map in the window: camera, cached painting, selection overlay, in-place editing, gestures."""
