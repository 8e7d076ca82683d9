//! Zones as rules: enough for rosters, without a time-zone database in the download.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A zone with its present rule.
///
/// The rules are those in force since 1996 in the European Union; a roster older than that, or
/// one made after the Union drops its clock changes, needs another rule here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    name: &'static str,
    rule: &'static str,
}

const WESTERN: &str = "WET0WEST,M3.5.0/1,M10.5.0";
const BRITISH: &str = "GMT0BST,M3.5.0/1,M10.5.0";
const CENTRAL: &str = "CET-1CEST,M3.5.0,M10.5.0/3";
const EASTERN: &str = "EET-2EEST,M3.5.0/3,M10.5.0/4";

const fn zone(name: &'static str, rule: &'static str) -> Zone {
    Zone { name, rule }
}

impl Zone {
    /// Every zone this program knows.
    pub const ALL: [Self; 36] = [
        zone("Europe/Amsterdam", CENTRAL),
        zone("Europe/Andorra", CENTRAL),
        zone("Europe/Athens", EASTERN),
        zone("Europe/Belgrade", CENTRAL),
        zone("Europe/Berlin", CENTRAL),
        zone("Europe/Bratislava", CENTRAL),
        zone("Europe/Brussels", CENTRAL),
        zone("Europe/Bucharest", EASTERN),
        zone("Europe/Budapest", CENTRAL),
        zone("Europe/Copenhagen", CENTRAL),
        zone("Europe/Dublin", BRITISH),
        zone("Europe/Helsinki", EASTERN),
        zone("Europe/Kyiv", EASTERN),
        zone("Europe/Lisbon", WESTERN),
        zone("Europe/Ljubljana", CENTRAL),
        zone("Europe/London", BRITISH),
        zone("Europe/Luxembourg", CENTRAL),
        zone("Europe/Madrid", CENTRAL),
        zone("Europe/Malta", CENTRAL),
        zone("Europe/Oslo", CENTRAL),
        zone("Europe/Paris", CENTRAL),
        zone("Europe/Prague", CENTRAL),
        zone("Europe/Riga", EASTERN),
        zone("Europe/Rome", CENTRAL),
        zone("Europe/Sofia", EASTERN),
        zone("Europe/Stockholm", CENTRAL),
        zone("Europe/Tallinn", EASTERN),
        zone("Europe/Vienna", CENTRAL),
        zone("Europe/Vilnius", EASTERN),
        zone("Europe/Warsaw", CENTRAL),
        zone("Europe/Zagreb", CENTRAL),
        zone("Europe/Zurich", CENTRAL),
        zone("America/Aruba", "AST4"),
        zone("America/Curacao", "AST4"),
        zone("America/Paramaribo", "<-03>3"),
        zone("UTC", "UTC0"),
    ];

    /// Returns the zone of an IANA name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|zone| zone.name.eq_ignore_ascii_case(name.trim()))
    }

    /// Returns the zone that a calendar means by `text`: an IANA name, perhaps behind a path, a
    /// Windows name, or the list of cities that Outlook shows.
    pub(crate) fn told(text: &str) -> Option<Self> {
        const WINDOWS: [(&str, &str); 18] = [
            ("W. Europe Standard Time", "Europe/Amsterdam"),
            ("West-Europa (standaardtijd)", "Europe/Amsterdam"),
            ("Mitteleuropäische Zeit", "Europe/Amsterdam"),
            ("Romance Standard Time", "Europe/Paris"),
            ("Central European Standard Time", "Europe/Warsaw"),
            ("Central Europe Standard Time", "Europe/Budapest"),
            ("CET", "Europe/Amsterdam"),
            ("MET", "Europe/Amsterdam"),
            ("GMT Standard Time", "Europe/London"),
            ("FLE Standard Time", "Europe/Helsinki"),
            ("GTB Standard Time", "Europe/Athens"),
            ("E. Europe Standard Time", "Europe/Bucharest"),
            ("SA Western Standard Time", "America/Curacao"),
            ("SA Eastern Standard Time", "America/Paramaribo"),
            ("Etc/UTC", "UTC"),
            ("Etc/GMT", "UTC"),
            ("GMT", "UTC"),
            ("Z", "UTC"),
        ];
        let text = text.trim().trim_matches('"');
        let windows = WINDOWS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text));
        if let Some((_, name)) = windows {
            return Self::named(name);
        }
        // "/example.org/20050126/Europe/Amsterdam".
        let mut steps = text.rsplit('/');
        let city = steps.next().unwrap_or(text);
        let path = steps
            .next()
            .map_or_else(|| city.to_owned(), |area| format!("{area}/{city}"));
        // "(UTC+01:00) Amsterdam, Berlin, Bern": cities, but not within other words.
        let listed = || {
            let mut words = text.split([',', ' ', ')']);
            let city = |word: &str, zone: &Self| {
                zone.name
                    .split_once('/')
                    .is_some_and(|(_, city)| city.eq_ignore_ascii_case(word))
            };
            words.find_map(|word| Self::ALL.into_iter().find(|zone| city(word, zone)))
        };
        Self::named(&path).or_else(listed)
    }

    /// Returns the rule, as POSIX writes it.
    pub(crate) const fn rule(self) -> &'static str {
        self.rule
    }

    /// Returns the IANA name: the label a shift carries.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Returns the zone's clock, its rule parsed once.
    pub(crate) fn clock(self) -> WallClock {
        WallClock(TimeZone::posix(self.rule).unwrap_or(TimeZone::UTC))
    }
}

impl Default for Zone {
    fn default() -> Self {
        zone("Europe/Amsterdam", CENTRAL)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.name.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = <&str>::deserialize(from)?;
        Self::named(name).ok_or_else(|| D::Error::custom("no zone of this name"))
    }
}

/// A moment: minutes since 1970 UTC and the local offset then, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment {
    pub utc_min: i64,
    pub offset_min: i16,
}

/// What a wall-clock time can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    One(Moment),
    /// Skipped in spring: the moment as if the clock had not been changed.
    Skipped(Moment),
    /// Comes twice in autumn.
    Twice(Moment, Moment),
}

/// A zone's rule, ready to use.
#[derive(Clone)]
pub(crate) struct WallClock(TimeZone);

impl WallClock {
    /// Returns the clock of a rule, if it is one.
    pub fn of_rule(rule: &str) -> Option<Self> {
        TimeZone::posix(rule).ok().map(Self)
    }

    pub fn meaning(&self, local: DateTime) -> Meaning {
        let at = |offset| moment(local, offset);
        match self.0.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => Meaning::One(at(offset)),
            // 2:30 does not exist; half an hour after 2:00 is 3:30 summer time.
            AmbiguousOffset::Gap { before, .. } => {
                let moment = at(before);
                Meaning::Skipped(self.moment(moment.utc_min))
            }
            AmbiguousOffset::Fold { before, after } => Meaning::Twice(at(before), at(after)),
        }
    }

    /// Returns the moment of `utc_min` with the offset in force then.
    pub fn moment(&self, utc_min: i64) -> Moment {
        let offset = jiff::Timestamp::from_second(utc_min * 60)
            .map_or(Offset::UTC, |timestamp| self.0.to_offset(timestamp));
        Moment {
            utc_min,
            offset_min: minutes(offset),
        }
    }
}

impl Moment {
    /// Returns what the wall clock shows.
    pub fn local(self) -> Option<DateTime> {
        moment_of(self.utc_min + i64::from(self.offset_min))
    }
}

/// Returns the date and time of minutes since 1970.
pub(crate) fn moment_of(minutes: i64) -> Option<DateTime> {
    let timestamp = jiff::Timestamp::from_second(minutes.checked_mul(60)?).ok()?;
    Some(Offset::UTC.to_datetime(timestamp))
}

/// Returns minutes since 1970, reading `local` as UTC.
pub(crate) fn minutes_as_utc(local: DateTime) -> i64 {
    Offset::UTC
        .to_timestamp(local)
        .map_or(0, |timestamp| timestamp.as_second().div_euclid(60))
}

fn moment(local: DateTime, offset: Offset) -> Moment {
    let offset_min = minutes(offset);
    Moment {
        utc_min: minutes_as_utc(local) - i64::from(offset_min),
        offset_min,
    }
}

fn minutes(offset: Offset) -> i16 {
    i16::try_from(offset.seconds() / 60).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_rule_parses_and_keeps_its_winter_offset() {
        for zone in Zone::ALL {
            assert!(TimeZone::posix(zone.rule).is_ok(), "{}", zone.name);
        }
        let january = date(2025, 1, 15).at(12, 0, 0, 0);
        let offset = |name: &str| match Zone::named(name).unwrap().clock().meaning(january) {
            Meaning::One(moment) => moment.offset_min,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            [
                "Europe/Lisbon",
                "europe/warsaw",
                "Europe/Helsinki",
                "America/Curacao"
            ]
            .map(offset),
            [0, 60, 120, -240]
        );
    }

    #[test]
    fn the_spring_night_is_an_hour_short_and_the_autumn_night_an_hour_long() {
        let clock = Zone::default().clock();
        let at = |local| match clock.meaning(local) {
            Meaning::One(moment) => moment.utc_min,
            other => panic!("{other:?}"),
        };
        let night =
            |y, m, d| at(date(y, m, d + 1).at(7, 15, 0, 0)) - at(date(y, m, d).at(22, 45, 0, 0));
        assert_eq!(night(2025, 3, 29), 450);
        assert_eq!(night(2025, 3, 28), 510);
        assert_eq!(night(2025, 10, 25), 570);
    }

    #[test]
    fn skipped_and_repeated_times_are_seen_as_such() {
        let clock = Zone::default().clock();
        let spring = clock.meaning(date(2025, 3, 30).at(2, 30, 0, 0));
        let Meaning::Skipped(moment) = spring else {
            panic!("{spring:?}")
        };
        assert_eq!(moment.local(), Some(date(2025, 3, 30).at(3, 30, 0, 0)));
        let autumn = clock.meaning(date(2025, 10, 26).at(2, 30, 0, 0));
        let Meaning::Twice(first, second) = autumn else {
            panic!("{autumn:?}")
        };
        assert_eq!(second.utc_min - first.utc_min, 60);
    }
}
