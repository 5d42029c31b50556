"""What PyInstaller collects of imagecodecs: the codecs that the engine asks for, and no other.

The package loads an extension when one of its functions is first used, which no analysis sees; all
sixty of them would weigh 80 MB and bring libraries under other licences.
"""

hiddenimports = [
    f"imagecodecs.{name}"
    for name in (
        "imagecodecs",
        "_imagecodecs",
        "_shared",
        "_shared_cython",
        "_htj2k",
        "_imcd",  # PackBits, which is DICOM's RLE
        "_jpeg2k",
        "_jpeg8",
        "_jpegls",
        "_ljpeg",  # lossless JPEG of 2 to 16 bits
        "_tiff",
    )
]
