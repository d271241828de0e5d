"""How French is set: text in, text out."""
