//! A text as a QR code.

use fast_qr::{ECL, QRBuilder};

use crate::components::QrMatrix;

/// Returns the modules of a text's QR code, or nothing if the text is too long for one.
///
/// Codes are shown on a screen, where nothing gets torn or dirty: the lowest-but-one correction
/// keeps the modules large enough for a cheap camera.
pub fn matrix(text: &str) -> Option<QrMatrix> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let modules = code.data.iter().take(code.size * code.size);
    Some(QrMatrix {
        size: code.size,
        dark: modules.map(|module| module.value()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_can_be_read_back() {
        let link = "https://ruil.example/join#K7QD2-MXR9A";
        let QrMatrix { size, dark } = matrix(link).unwrap();
        let grid = rqrr::SimpleGrid::from_func(size, |x, y| dark[y * size + x]);
        let (_, text) = rqrr::Grid::new(grid).decode().unwrap();
        assert_eq!(text, link);
    }

    #[test]
    fn a_text_that_fits_no_code_has_none() {
        assert_eq!(matrix(&"x".repeat(3_000)), None);
    }
}
