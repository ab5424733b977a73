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


class MatteUnfit(ArtError):
    """A matte that the TV does not have for a picture of that shape, and might restart over."""


class FileUnreadable(ArtError):
    """A file or folder that is not there, is none, or may not be read."""


class FolderTooLarge(ArtError):
    """A folder of more pictures than one job hangs."""


class WallBusy(ArtError):
    """A folder is being hung on this TV; two at once would crowd its only line."""


class NotOurs(ArtError):
    """A picture that we did not hang, and so do not take down."""


class Abandoned(ArtError):
    """A picture that was not tried, since the TV failed at those before it."""
