//! What the pages show, picked out of a team: pure, so it is tested without a browser.
//!
//! Two teams go in almost everywhere: the *final* one, which gives the roster its colours, and the
//! *hoped* one, in which my waiting actions hold already. What differs between the two is shown as
//! not final yet, beside what is.

pub mod beside;
pub mod board;
pub mod calendar;
pub mod circle;
pub mod circles;
pub mod codes;
pub mod deeds;
pub mod found;
pub mod hand;
pub mod letters;
pub mod lot;
pub mod news;
pub mod rank;
pub mod reverse;
pub mod round;
pub mod shifts;
pub mod tablet;
pub mod takers;
pub mod thanks;
pub mod there;
pub mod wall;
pub mod ways;
pub mod week;

#[cfg(test)]
pub(crate) mod fixture;

/// Returns what names are sorted by: small letters without their marks, so that "Çelik" stands
/// under C. Good enough for a list of colleagues, without a table of all the world's letters.
pub fn sort_key(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect()
}

const fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    #[test]
    fn marks_do_not_change_the_order() {
        let mut names = [
            "Zoë", "Élise", "Łukasz", "Özlem", "Eva", "çelik", "Noor", "Øyvind", "Dewi",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "çelik", "Dewi", "Élise", "Eva", "Łukasz", "Noor", "Øyvind", "Özlem", "Zoë"
            ]
        );
    }
}
