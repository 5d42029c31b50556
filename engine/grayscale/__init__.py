"""From stored values to grey levels: modality LUT, VOI, presentation LUT, as ONE table."""
