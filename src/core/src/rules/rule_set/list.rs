//! Which rules a set holds, and where each is written.

use super::{Clause, Limits, RuleSet};

impl<T> Clause<T> {
    /// Returns the clause without its numbers.
    const fn bare(&self) -> Clause<()> {
        Clause {
            rule: self.rule,
            article: self.article,
            severity: self.severity,
            limit: (),
        }
    }
}

impl RuleSet {
    /// Returns every rule of the set with its article, for a page that shows what is checked.
    pub fn list(&self) -> Vec<Clause<()>> {
        let mut all = Vec::new();
        fn add<T>(all: &mut Vec<Clause<()>>, clause: Option<&Clause<T>>) {
            all.extend(clause.map(Clause::bare));
        }
        add(&mut all, self.minimum_age.as_ref());
        add(&mut all, self.oncall_age.as_ref());
        for limits in [&self.adult, &self.youth] {
            all.extend(limits.list());
        }
        add(&mut all, self.nights.rest.as_ref());
        if let Some(extended) = &self.nights.extended {
            all.extend([extended.rest.bare(), extended.often.bare()]);
        }
        add(&mut all, self.nights.series.as_ref());
        add(&mut all, self.nights.run.as_ref());
        add(&mut all, self.nights.count.as_ref());
        all.extend(self.counts.iter().map(Clause::bare));
        if let Some(on_call) = &self.on_call {
            all.extend([
                on_call.free.bare(),
                on_call.off.bare(),
                on_call.near_night.bare(),
            ]);
        }
        add(&mut all, self.standby.as_ref());
        add(&mut all, self.standby_agreed.as_ref());
        if let Some(presence) = &self.presence {
            all.extend([
                presence.length.bare(),
                presence.rest.bare(),
                presence.week.bare(),
            ]);
            add(&mut all, presence.agreed.as_ref());
        }
        add(&mut all, self.agreed_shift.as_ref());
        add(&mut all, self.agreed_rest.as_ref());
        add(&mut all, self.older.as_ref());
        add(&mut all, self.pregnant_shift.as_ref());
        let health = &self.health;
        all.extend([
            health.quick_return.bare(),
            health.nights.bare(),
            health.long_run.bare(),
        ]);
        all
    }
}

impl Limits {
    fn list(&self) -> impl Iterator<Item = Clause<()>> + '_ {
        let shifts = [self.shift.as_ref(), self.night_shift.as_ref()];
        let some = [
            self.daily_rest.as_ref().map(Clause::bare),
            self.weekly_rest.as_ref().map(Clause::bare),
            self.breaks.as_ref().map(Clause::bare),
        ];
        let shifts = shifts.into_iter().flatten().map(Clause::bare);
        let hours = self.hours.iter().map(Clause::bare);
        some.into_iter().flatten().chain(shifts).chain(hours)
    }
}
