"""The map as a frozen value: records, the journey that holds them, ids, the catalogue of the field's words, and the rules."""
