"""The films on screen: panes, the picture in them, and how they are compared."""
