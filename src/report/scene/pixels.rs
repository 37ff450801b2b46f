//! A picture that is there as pixels, such as one from the clipboard, as the bytes of a PNG file.

use tiny_skia::{IntSize, Pixmap};

/// Pixels row by row, four bytes each (red, green, blue, opacity), the colours premultiplied; none when they are not as
/// many as width and height say, or none at all.
pub fn pixels_as_png(width: usize, height: usize, pixels: Vec<u8>) -> Option<Vec<u8>> {
    let size = IntSize::from_wh(u32::try_from(width).ok()?, u32::try_from(height).ok()?)?;
    Pixmap::from_vec(pixels, size)?.encode_png().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_become_a_file() {
        assert!(pixels_as_png(3, 2, vec![0; 24]).unwrap().starts_with(b"\x89PNG"));
        assert_eq!(pixels_as_png(0, 0, Vec::new()), None);
        assert_eq!(pixels_as_png(3, 2, vec![0; 7]), None);
    }
}
