"""Parts of the panels and bars, each sized and painted as the mockups say."""
