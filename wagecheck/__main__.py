"""`python -m wagecheck` and the `wagecheck` command."""

from wagecheck.cli import main

if __name__ == "__main__":
    main()
