//! A film of a QR code, for a camera to look at: uncompressed, in the YUV4MPEG2 form.

use std::path::Path;

const WIDTH: usize = 640;
const HEIGHT: usize = 480;
const FRAMES: usize = 4;
/// Luma of paper and ink; a printed or shown code is neither quite white nor quite black.
const PAPER: u8 = 220;
const INK: u8 = 30;
/// Chroma of grey.
const GREY: u8 = 128;

/// A QR code as the page draws it.
pub struct Drawn {
    /// Modules in a row, with the white ones round the code.
    side: usize,
    /// The dark runs: column, row, length.
    runs: Vec<[usize; 3]>,
}

impl Drawn {
    /// Reads the view box and the path of a drawing, whose runs are `M4 7h3v1h-3z`.
    pub fn read(view_box: &str, path: &str) -> Self {
        let side = view_box.rsplit(' ').next().unwrap().parse().unwrap();
        let run = |run: &str| {
            let mut numbers = run.split([' ', 'h', 'v']).map(|part| part.parse().unwrap());
            [(); 3].map(|()| numbers.next().unwrap())
        };
        let runs = path
            .split_terminator('z')
            .map(|part| part.trim_start_matches('M'));
        Self {
            side,
            runs: runs.map(run).collect(),
        }
    }

    /// Writes a film of it.
    pub fn write_film(&self, file: &Path) {
        let mut film = format!("YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n").into_bytes();
        let luma = self.luma();
        for _ in 0..FRAMES {
            film.extend(b"FRAME\n");
            film.extend(&luma);
            film.extend([GREY; WIDTH * HEIGHT / 2]);
        }
        std::fs::write(file, film).unwrap();
    }

    /// Returns one picture: the code in the middle, as large as fits, on paper.
    fn luma(&self) -> Vec<u8> {
        let mut luma = vec![PAPER; WIDTH * HEIGHT];
        let module = HEIGHT / self.side;
        let (left, top) = (
            (WIDTH - module * self.side) / 2,
            (HEIGHT - module * self.side) / 2,
        );
        for [column, row, length] in &self.runs {
            for y in top + row * module..top + (row + 1) * module {
                let start = y * WIDTH + left + column * module;
                luma[start..start + length * module].fill(INK);
            }
        }
        luma
    }
}

#[test]
fn film_shows_the_code_in_the_middle() {
    let drawn = Drawn::read("0 0 10 10", "M4 4h2v1h-2zM6 5h1v1h-1z");
    let luma = drawn.luma();
    // A module is 48 wide, and the code begins at column 80.
    let at = |x: usize, y: usize| luma[y * WIDTH + x];
    assert_eq!(
        (at(80 + 4 * 48, 4 * 48), at(80 + 6 * 48 - 1, 5 * 48 - 1)),
        (INK, INK)
    );
    assert_eq!(
        (at(80 + 6 * 48, 5 * 48), at(80 + 7 * 48, 5 * 48)),
        (INK, PAPER)
    );
    let ink = luma.iter().filter(|luma| **luma == INK).count();
    assert_eq!(ink, 3 * 48 * 48);
}
