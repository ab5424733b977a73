"""A yes to what is guarded: asked for, understood and carried out here, and never by a model."""
