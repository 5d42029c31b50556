"""The only house that imports pydicom: reading and writing DICOM."""
