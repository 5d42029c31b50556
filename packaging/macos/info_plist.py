"""What macOS is told of Negatoscope.app; ``packaging/negatoscope.spec`` takes ``INFO_PLIST``.

DICOM has a type of its own in macOS, org.nema.dicom. It is declared as imported all the same, for
systems on which nothing else has brought it along; the system's own declaration then wins.
"""

from typing import TypeAlias

PlistValue: TypeAlias = "str | bool | list[PlistValue] | dict[str, PlistValue]"

DICOM = "org.nema.dicom"


def _document(name: str, types: list[str], rank: str, icon: str = "") -> PlistValue:
    """Return what the Finder is to know of one kind of file.

    Args:
        name: Shown by the Finder.
        types: Uniform type identifiers.
        rank: "Default" where a double-click may open us, "Alternate" for "Open with" only.
        icon: Of the documents, in the application's resources; "" leaves theirs.
    """
    said: dict[str, PlistValue] = {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": rank,
        "LSItemContentTypes": [*types],
    }
    if icon:
        said["CFBundleTypeIconFile"] = icon
    return said


INFO_PLIST: dict[str, PlistValue] = {
    "CFBundleName": "Negatoscope",
    "CFBundleDisplayName": "Negatoscope",
    "CFBundleIdentifier": "negatoscope",
    "NSHumanReadableCopyright": "The Negatoscope authors, Apache-2.0. Not a medical device.",
    "LSApplicationCategoryType": "public.app-category.medical",
    "LSMinimumSystemVersion": "13.0",  # the oldest that Qt 6.10 supports
    "NSHighResolutionCapable": True,
    "NSRequiresAquaSystemAppearance": False,
    "CFBundleDevelopmentRegion": "en",
    "CFBundleLocalizations": ["en", "de"],
    "CFBundleDocumentTypes": [
        _document("DICOM film", [DICOM], "Default"),
        _document("Picture", ["public.png", "public.tiff", "public.jpeg"], "Alternate"),
        _document("Archive of films", ["public.zip-archive"], "Alternate"),
        _document("Folder of films", ["public.folder"], "Alternate"),
    ],
    "UTImportedTypeDeclarations": [
        {
            "UTTypeIdentifier": DICOM,
            "UTTypeDescription": "DICOM film",
            "UTTypeConformsTo": ["public.data", "public.image"],
            "UTTypeTagSpecification": {
                "public.filename-extension": ["dcm", "dicom"],
                "public.mime-type": ["application/dicom"],
            },
        }
    ],
}
