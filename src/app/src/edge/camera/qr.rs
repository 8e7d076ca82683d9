//! Finding a QR code in a picture; pure.

/// Returns the text of a QR code in a picture of grey values, row by row.
pub fn decode_qr(width: usize, height: usize, luma: &[u8]) -> Option<String> {
    if width == 0 || width.checked_mul(height)? != luma.len() {
        return None;
    }
    let mut reader = quircs::Quirc::default();
    let mut codes = reader.identify(width, height, luma);
    codes.find_map(|code| String::from_utf8(code.ok()?.decode().ok()?.payload).ok())
}

/// Returns the grey values of a picture in red, green, blue and alpha (ITU-R BT.601).
pub(super) fn luma(rgba: &[u8]) -> Vec<u8> {
    let grey = |pixel: &[u8; 4]| {
        let [red, green, blue, _] = pixel.map(u32::from);
        u8::try_from((77 * red + 150 * green + 29 * blue) >> 8).unwrap_or(u8::MAX)
    };
    let (pixels, _) = rgba.as_chunks();
    pixels.iter().map(grey).collect()
}

#[cfg(test)]
mod tests {
    use fast_qr::QRBuilder;
    use proptest::prelude::*;

    use super::*;

    const QUIET_ZONE: usize = 4;

    /// Draws a code with so many pixels a module, light and dark as given.
    fn draw(text: &str, scale: usize, light: u8, dark: u8) -> (usize, Vec<u8>) {
        let code = QRBuilder::new(text).build().unwrap();
        let side = (code.size + 2 * QUIET_ZONE) * scale;
        let mut luma = vec![light; side * side];
        for (y, row) in luma.chunks_mut(side).enumerate() {
            for (x, pixel) in row.iter_mut().enumerate() {
                let module = |at: usize| (at / scale).checked_sub(QUIET_ZONE);
                if let (Some(x), Some(y)) = (module(x), module(y))
                    && x < code.size
                    && y < code.size
                    && code[y][x].value()
                {
                    *pixel = dark;
                }
            }
        }
        (side, luma)
    }

    #[test]
    fn a_code_on_a_screen_is_read() {
        let text = "RUIL1:8FQ2-7KXM-33TD-PWZ9-4HJC-V6NB";
        for (scale, light, dark) in [(3, 255, 0), (4, 200, 60), (9, 255, 90)] {
            let (side, luma) = draw(text, scale, light, dark);
            assert_eq!(
                decode_qr(side, side, &luma).as_deref(),
                Some(text),
                "scale {scale}"
            );
        }
    }

    #[test]
    fn a_picture_without_a_code_has_none() {
        assert_eq!(decode_qr(64, 48, &[128; 64 * 48]), None);
    }

    #[test]
    fn a_picture_of_another_size_than_it_says_is_left_alone() {
        let (side, luma) = draw("ruil", 4, 255, 0);
        assert_eq!(decode_qr(side + 1, side, &luma), None);
        assert_eq!(decode_qr(0, 0, &[]), None);
    }

    #[test]
    fn green_looks_brighter_than_blue() {
        let rgba = [
            255, 255, 255, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 255,
        ];
        assert_eq!(luma(&rgba), [255, 149, 28, 0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_spoiled_code_is_read_right_or_not_at_all(
            spots in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..400),
        ) {
            let text = "a swap in three taps";
            let (side, mut luma) = draw(text, 5, 230, 20);
            for (at, grey) in spots {
                let at = at.index(luma.len());
                luma[at] = grey;
            }
            let read = decode_qr(side, side, &luma);
            prop_assert!(read.is_none() || read.as_deref() == Some(text), "{:?}", read);
        }
    }
}
