"""Problems in several variables, curves and linear models, worked out: each result is data that the views print."""
