"""What every test needs: catalogues compiled from their sources."""

from locales.build_hook import compile_catalogues

compile_catalogues()
