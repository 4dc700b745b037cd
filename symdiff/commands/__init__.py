"""The subcommands of the command line, one module each: ``configure`` declares its arguments, ``run`` carries it out."""
