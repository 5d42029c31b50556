"""What a compressed picture says of itself, read without decoding it; in DICOM and outside."""
