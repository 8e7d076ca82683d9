//! `icons`: PNG files from the SVG sources, as installing an app asks for them.
//!
//! The PNG files are kept with the sources, so that a build needs no drawing program.

use crate::run::{self, Trouble};
use crate::tools::apt;
use crate::workspace::Workspace;
use std::process::Command;

/// What is drawn: the file without `.png`, its source without `.svg`, its sides in pixels.
const ICONS: [(&str, &str, u32); 5] = [
    ("icon-192", "icon", 192),
    ("icon-512", "icon", 512),
    ("maskable-192", "maskable", 192),
    ("maskable-512", "maskable", 512),
    ("apple-touch-icon", "maskable", 180),
];

/// Draws all of them.
pub fn draw(workspace: &Workspace) -> Result<(), Trouble> {
    apt::ensure(&["librsvg2-bin"], "drawing the icons")?;
    let folder = workspace.root.join("public/icons");
    for (name, source, side_px) in ICONS {
        let side_px = side_px.to_string();
        let mut convert = Command::new("rsvg-convert");
        convert.args(["--width", &side_px, "--height", &side_px, "--output"]);
        convert
            .arg(folder.join(format!("{name}.png")))
            .arg(folder.join(format!("{source}.svg")));
        run::run(
            &mut convert,
            "see whether the SVG source is there and whole",
        )?;
    }
    Ok(())
}
