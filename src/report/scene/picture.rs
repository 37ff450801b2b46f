//! A scene as a picture file.

use thiserror::Error;

use super::{Scene, png, svg};
use crate::words;

words! {
    /// Kind of picture file, by its ending.
    pub enum PictureFormat {
        /// Dots, for documents and chats.
        Png = "png",
        /// Lines and text, for print and for changing in an office program.
        Svg = "svg",
    }
}

impl PictureFormat {
    /// By the ending of a path.
    pub fn of(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        Self::from_word(&ending)
    }
}

/// A picture that could not be made.
#[derive(Debug, Error)]
pub enum PictureError {
    /// It has no size, or one beyond all paper.
    #[error("a picture of {width} × {height} dots cannot be made")]
    Size {
        /// Dots across.
        width: f32,
        /// Dots down.
        height: f32,
    },
    /// It could not be encoded.
    #[error("PNG could not be written: {0}")]
    Png(String),
}

/// The bytes of a picture file; PNG in 300 dots per inch, or as many as 80 million dots allow. The same scene gives the
/// same bytes.
pub fn write(scene: &Scene, format: PictureFormat) -> Result<Vec<u8>, PictureError> {
    match format {
        PictureFormat::Png => png::write(scene),
        PictureFormat::Svg => Ok(svg::write(scene).into_bytes()),
    }
}
