//! The limits of a command, so that no member can make the log or a screen unusable.

/// Longest name of a person, unit, kind or qualification, in bytes.
pub const NAME_BYTES_MAX: usize = 120;
/// Longest code of a shift kind, in bytes.
pub const CODE_BYTES_MAX: usize = 24;
/// Most shifts in one stretch of imported roster; fits the largest envelope.
pub const SHIFTS_PER_COMMAND_MAX: usize = 700;
/// Most people, kinds, units or qualifications one command adds; fits the largest envelope.
pub const ADDITIONS_PER_COMMAND_MAX: usize = 100;
/// Most people in a team.
pub const PEOPLE_MAX: usize = 500;
/// Most shifts a swap may name, and most people an offer may ask by name.
pub const NAMED_MAX: usize = 20;
/// Longest shift, in minutes: two days and nights, for presence shifts.
pub const SHIFT_MIN_MAX: i32 = 48 * 60;
/// Most shifts that are offered together.
pub const OFFERED_TOGETHER_MAX: usize = 7;
/// Most moves in a circle.
pub const MOVES_MAX: usize = 8;
/// Longest time a circle can be agreed to, in minutes: two weeks.
pub const CIRCLE_OPEN_MIN_MAX: u32 = 14 * 24 * 60;
/// Most wishes of one person at a time.
pub const WISHES_MAX: usize = 40;
/// Longest time a shift is owed, in days.
pub const OWED_DAYS_MAX: i32 = 366;
/// Longest window for answers, and longest time to decide, in minutes: two weeks.
pub const WINDOW_MIN_MAX: u32 = 14 * 24 * 60;
/// Gathered answers are weighed so many minutes before the shift at the latest.
pub const WEIGHED_BEFORE_MIN: u64 = 120;
/// Thanks are kept so many days.
pub const THANKS_DAYS_MAX: u64 = 92;
/// Longest period of a round, in days: half a year.
pub const ROUND_DAYS_MAX: i32 = 184;
/// Most places in a round: forty people for ten weeks. Who gets them fits one envelope.
pub const PLACES_MAX: usize = 2_000;
/// Most lines of demand in one command; fits the largest envelope.
pub const LINES_PER_COMMAND_MAX: usize = 600;
/// Fewest days the relay keeps what a checkpoint stands for: who was on leave still finds it.
pub const KEEP_DAYS_MIN: u16 = 30;
/// Most rounds at a time.
pub const ROUNDS_MAX: usize = 8;
