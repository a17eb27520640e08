"""The fields of every kind of thing, one module a kind: nothing goes in, tuples of `Field` come out."""
