"""The Python interface: problems in, things that can be shown out.  The public names are those of ``symdiff`` itself."""
