"""What every number of an evaluation means, in the words that stand below its table."""

DISTANCE = (
    "KID: unbiased, kernel (x y / d + 1)^3, on means and deviations of an encoder's channels.",
    "The encoder is our own, taught on these films and this target; its scale is its own.",
    "Interval: 95 %, bootstrap over films. A small KID does not prove a true picture.",
)

STRUCTURE = (
    "Gradient correlation: Pearson's, of the signed Sobel vectors at the film's own size.",
    "Detail: what a Gaussian of 1 % of the long side removes, scaled to its own deviation.",
)

ISLANDS = (
    "An island is dark, below .29, in the lungs: drawn ones, or else two wide ellipses.",
    "The film's low-pass there is less than 12 % of its range darker than around,",
    "or has gone less than 40 % of the way from around to the film's own dark regions.",
    "It is .15 darker than around, its border as steep, and .05 % of the field or more.",
    "Consolidations: two opaque blobs planted in the lungs of each film.",
    "Core dark: share of the consolidations' cores that came out below .29.",
)

NODULES = (
    "Kept: at least half the contrast that the tone curve of its surroundings gives it.",
    "Contrasts are shares of the film's 5-95 % range; radii 1, 1.6 and 2.4 % of the long side.",
    "Invented: half a middle nodule's contrast or more at a place smoothed out of the film.",
)

RELIABILITY = (
    "The translation is damaged on purpose, at the same spot of the patient in every run:",
    "every other planted nodule is lost, and nodules are painted at erased places.",
    "Score: the map's mean over a place.",
    "Changed: a nodule lost or something invented, by our damage or by the network itself.",
)

CYCLE = ("Proves nothing: a network that leaves every film as it is gets nearly 1.",)
