"""Files: what a stranger hands in becomes a checked journey or one clear sentence; a journey becomes bytes, safe on disk."""
