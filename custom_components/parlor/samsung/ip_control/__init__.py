"""IP Control: what a TV tells and takes only where its owner has switched on IP Remote and let us in there."""
