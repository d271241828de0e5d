"""Builds and checks the book « On a rêvé la Sécu de demain ».

Every line has an address: a room, which says what we are doing, and a noun, which says what it is
about and keeps its name in every room.

=================  ==============================================================================
room               question it answers
=================  ==============================================================================
``diagnostics``    what does a fault look like?
``rules``          every rule, one row each
``model``          what is a book made of? frozen data, no files, no Sphinx
``french``         how is French set? text in, text out
``markup``         how is it written down? MyST text to model, with true line numbers
``checks``         is it all right? from a page, the book or a built output to diagnostics
``drawing``        what do the pictures look like? model to SVG
``sphinxext``      how do pages become doctrees, and what does the site add?
``pdf``, ``epub``  how are the PDF and the EPUB made? builders on the same doctrees
``build``          the outputs, one reading for all, each complete or untouched
``relay``          what Sphinx says, told as our own diagnostics
``printing``       how diagnostics are shown to people and programs
``cli``            arguments, disk, exit status
=================  ==============================================================================

Rooms import downwards only; ``tests/test_layers.py`` holds the map. « python -m tools --help »
lists the commands, ``make`` those that people use.
"""
