"""Hostile and broken files: made from good ones (`mutate`), read and checked (`check`)."""
