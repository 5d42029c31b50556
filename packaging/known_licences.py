"""Libraries that come inside other packages, and licences that name no file: what they are.

No wheel says in a form that a program can read what it carries. Whatever is collected and stands in
none of these lists stops the build (``packaging/notices.py``).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Library:
    """A library within something else.

    Attributes:
        names: Regular expression that a file name begins with, letters small, without "lib".
        title: What it is called.
        licence: SPDX expression.
        text: Licence file below site-packages, or in packaging/licences where it is a bare name; ""
            where the licence file of its carrier holds it.
    """

    names: str
    title: str
    licence: str
    text: str = ""


_GCC = "GPL-3.0-or-later WITH GCC-exception-3.1"
_NUMPY = "numpy-*/licenses/LICENSE.txt"
_LGPL = "LGPL-2.1-or-later"
_LGPL_TEXT = "LGPL-2.1.txt"
_IMAGECODECS = "imagecodecs/licenses/LICENSE-"

LIBRARIES = (
    # carried by the wheels of NumPy, OpenCV and PyTorch
    Library("(scipy_)?openblas", "OpenBLAS", "BSD-3-Clause", _NUMPY),
    Library("gfortran", "GCC run-time library for Fortran", _GCC, _NUMPY),
    Library("quadmath", "GCC quad-precision library", _LGPL, _LGPL_TEXT),
    Library("gomp", "GCC OpenMP library", _GCC, _NUMPY),
    Library("(vc|i)?omp(140|5md)?[.\\-_]", "LLVM OpenMP library", "Apache-2.0 WITH LLVM-exception"),
    Library("(stdc\\+\\+|gcc_s)", "GCC run-time library", _GCC, _NUMPY),
    Library("av(codec|format|util|filter)|sw(scale|resample)", "FFmpeg", _LGPL, _LGPL_TEXT),
    Library("avif", "libavif", "BSD-2-Clause"),
    Library("aom", "libaom", "BSD-2-Clause"),
    Library("vpx", "libvpx", "BSD-3-Clause"),
    Library("drm(-[0-9a-f]{8})?\\.so", "libdrm", "MIT", "libdrm.txt"),
    Library("(msvcp|vcruntime|concrt|ucrtbase|api-ms-win)", "Microsoft C++ run time", "MS-RUNTIME"),
    # carried by the wheel of imagecodecs
    Library("jpeg-|jpeg\\.8|turbojpeg", "libjpeg-turbo", "IJG", _IMAGECODECS + "libjpeg-turbo"),
    Library("tiff", "LibTIFF", "libtiff", _IMAGECODECS + "libtiff"),
    Library("lerc", "LERC", "Apache-2.0", _IMAGECODECS + "lerc"),
    Library("charls", "CharLS", "BSD-3-Clause", _IMAGECODECS + "charls"),
    Library("deflate", "libdeflate", "MIT", _IMAGECODECS + "libdeflate"),
    Library("lcms2", "Little CMS", "MIT", _IMAGECODECS + "lcms2"),
    Library("openjp2", "OpenJPEG", "BSD-2-Clause", _IMAGECODECS + "openjpeg"),
    Library("openjph", "OpenJPH", "BSD-2-Clause", "imagecodecs/licenses/LICENSE_openjph"),
    Library("webp|sharpyuv", "libwebp", "BSD-3-Clause", _IMAGECODECS + "libwebp"),
    Library("zstd", "Zstandard", "BSD-3-Clause", _IMAGECODECS + "zstd"),
    Library("_ljpeg", "liblj92", "MIT", _IMAGECODECS + "liblj92"),
    Library("_jpeg8", "libjpeg-turbo", "IJG", _IMAGECODECS + "libjpeg-turbo"),
    Library("_imcd", "bcdec and the PackBits of imagecodecs", "MIT", _IMAGECODECS + "bcdec"),
    # carried by several
    Library("png16", "libpng", "libpng-2.0", _IMAGECODECS + "libpng"),
    Library("lzma", "XZ Utils", "0BSD", _IMAGECODECS + "liblzma"),
    Library("z(lib1?\\.dll|[.\\-])", "zlib", "Zlib", _IMAGECODECS + "zlib"),
    Library("bz2", "bzip2", "bzip2-1.0.6", _IMAGECODECS + "bzip2"),
    Library("(crypto|ssl)-[0-9a-f]{8}", "OpenSSL 1.1", "OpenSSL"),
    Library("crypto|ssl", "OpenSSL", "Apache-2.0", "cryptography-*/licenses/LICENSE.APACHE"),
    Library("icu(data|i18n|uc)", "ICU", "Unicode-DFS-2016", "ICU.txt"),
    # taken from the system that it was built on; their texts are the system's
    Library("ffi", "libffi", "MIT"),
    Library("expat", "Expat", "MIT"),
    Library("xcb-", "XCB utilities", "MIT"),
    Library("xkbcommon", "libxkbcommon", "MIT"),
    Library("xau", "libXau", "MIT"),
    Library("xdmcp", "libXdmcp", "MIT"),
)

RECOGNISED = (
    "MIT", "BSD", "Apache", "PSF", "Python Software Foundation", "ISC", "Zlib", "zlib", "CC0",
    "MPL", "LGPL", "GPL", "OFL", "NVIDIA", "IJG", "libtiff", "libpng", "bzip2", "OpenSSL",
    "CC BY", "Unicode", "MS-RUNTIME", "Unlicense", "BSL", "HPND",
)  # fmt: skip
"""What a licence is named by; a name with none of these is unknown, and has to be looked at."""

ABOUT_QT = """\
Qt for Python and the Qt libraries are used under the GNU Lesser General Public License, version 3,
whose text follows together with the GNU General Public License that it refers to. They lie in the
folder PySide6 (and shiboken6) of this program as separate, unchanged shared libraries. You may
replace them by your own, modified ones of a compatible version: put your files in the place of
those with the same names; nothing checks them. Their source is that of the release named above, as
the Qt Project publishes it; whoever gave you this program gives you a copy on request.

Qt itself contains, under licences of the kinds MIT, BSD, Zlib, FreeType, Unicode and the like:
double-conversion, FreeType, HarfBuzz, libjpeg-turbo, libpng, MD4C, PCRE2, libtiff, libwebp, zlib,
TinyCBOR, BLAKE2, SipHash, the Unicode character data, xkbcommon, XCB and D-Bus headers, and ICU.
"""
