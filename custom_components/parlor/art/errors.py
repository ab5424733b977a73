"""What can be wrong with a picture, and with what is asked of a wall; all other failures are the TV's."""


class ArtError(Exception):
    """Any failure of this room; the message says what, never of whom."""


class PictureError(ArtError):
    """A picture that cannot be hung."""


class NotAPicture(PictureError):
    """What is no picture of a kind that we read."""


class PictureTooLarge(PictureError):
    """A picture of more bytes, pixels or passes than we take."""


class PictureDamaged(PictureError):
    """A picture that ends early, or is broken within."""
