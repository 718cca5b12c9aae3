"""One module for each format of paper; all give the same `Outline`. `registry` lists them."""
