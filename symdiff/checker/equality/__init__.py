"""Whether two expressions are equal: by their values as balls, by proof, with counterexamples."""
