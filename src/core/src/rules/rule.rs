//! The names of the rules, one each.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $rule:ident = $name:literal;)+) => {
        /// A rule.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum Rule {
            $($(#[doc = $doc])+ $rule,)+
        }

        impl Rule {
            /// All rules.
            pub const ALL: &[Self] = &[$(Self::$rule,)+];

            /// Returns its name in texts' keys and in vectors.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$rule => $name,)+
                }
            }
        }
    };
}

rules! {
    /// Nobody works two duties at once.
    Overlap = "overlap";
    /// No work under 16.
    MinimumAge = "minimum_age";
    /// Rest between two days.
    DailyRest = "daily_rest";
    /// Rest between two days, at 16 and 17.
    DailyRestYouth = "daily_rest_youth";
    /// Rest in a week or two.
    WeeklyRest = "weekly_rest";
    /// Rest in a week, at 16 and 17.
    WeeklyRestYouth = "weekly_rest_youth";
    /// Breaks in a duty.
    Break = "break";
    /// Breaks in a duty, at 16 and 17.
    BreakYouth = "break_youth";
    /// The longest duty that is no night.
    MaxShift = "max_shift";
    /// The longest night.
    NightMaxShift = "night_max_shift";
    /// The longest duty at 16 and 17.
    YouthMaxShift = "youth_max_shift";
    /// Hours in a week.
    MaxWeek = "max_week";
    /// Hours in a week at 16 and 17.
    YouthMaxWeek = "youth_max_week";
    /// Hours in 4 weeks.
    Avg4w = "avg_4w";
    /// Hours in 4 weeks at 16 and 17.
    YouthAvg4w = "youth_avg_4w";
    /// Hours in the long run.
    Avg16w = "avg_16w";
    /// Hours in the long run, for who works many nights.
    NightAvg16w = "night_avg_16w";
    /// Rest after a night.
    NightRest = "night_rest";
    /// Rest after a night of more than 10 hours.
    NightExtRest = "night_ext_rest";
    /// Nights of more than 10 hours in two weeks.
    NightExt14d = "night_ext_14d";
    /// Nights of more than 10 hours in a year.
    NightExt52w = "night_ext_52w";
    /// Rest after three nights or more.
    NightSeriesRest = "night_series_rest";
    /// Duties in a row with a night among them.
    NightRunLength = "night_run_length";
    /// Nights in the long run.
    NightCount = "night_count";
    /// Free Sundays in a year.
    FreeSundays = "free_sundays";
    /// No on-call, standby or presence duty under 18.
    OncallAge = "oncall_age";
    /// Days without on-call in four weeks.
    Oncall28d = "oncall_28d";
    /// Two times two days without work and on-call in four weeks.
    Oncall48h = "oncall_48h";
    /// No on-call around a night.
    OncallNight = "oncall_night";
    /// Hours in the long run, for who is often on call at night.
    OncallAvg16w = "oncall_avg_16w";
    /// Standby duties in a week.
    Standby7d = "standby_7d";
    /// Standby duties in 16 weeks.
    Standby16w = "standby_16w";
    /// Standby duties need a collective agreement.
    StandbyAgreed = "standby_agreed";
    /// Rest around a presence duty.
    PresenceRest = "presence_rest";
    /// Rest in a week with a presence duty.
    Presence7d = "presence_7d";
    /// Presence duties in 26 weeks.
    PresenceCount = "presence_count";
    /// Hours in 26 weeks with presence duties.
    PresenceAvg26w = "presence_avg_26w";
    /// The longest presence duty.
    PresenceLength = "presence_length";
    /// Presence duties need a collective agreement.
    PresenceAgreed = "presence_agreed";
    /// The longest duty by collective agreement.
    AgreedMaxShift = "cao_vvt_max_shift";
    /// One long rest in nine days, by collective agreement.
    AgreedRest9d = "cao_rest_9d";
    /// Free weekends in a year, by collective agreement.
    FreeWeekends = "free_weekends";
    /// Nights and on-call for older people, by collective agreement.
    OlderAtNight = "older_at_night";
    /// Long duties and nights in pregnancy.
    PregnantShift = "pregnant_shift";
    /// Hours in 4 weeks in pregnancy.
    PregnantAvg4w = "pregnant_avg_4w";
    /// Hours in 16 weeks in pregnancy.
    PregnantAvg16w = "pregnant_avg_16w";
    /// Health: a quick return.
    QuickReturn = "quick_return";
    /// Health: nights in a row.
    NightsInARow = "nights_in_a_row";
    /// Health: long without two days off.
    LongWithoutTwoDaysOff = "long_without_two_days_off";
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
